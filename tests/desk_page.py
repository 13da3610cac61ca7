"""The desk asked over HTTP as its own page asks it, and the files that arrive there."""

import http.client
import io
import json
import re

import xlsxwriter

ROWS = [
    ["Juniper Foods / Fabrikam joint plan"],
    [],
    ["#", "Step", "Owner", "Due", "Status", "Exit criteria", "Risk", "Notes (internal)"],
    [1, "Kick-off", "Dana Reyes", "2026-12-01", "done", "Minutes <b>sent</b>", "", "champion is weak"],
    [2, "Business case", "Marcus Chen", "12/9/2026", "in progress", "ROI sheet signed by the CFO", "Budget freeze", ""],
    [3, "Security review", "IT", "mid December", "open", "Report received", "", ""],
    [
        4,
        "Legal review",
        "Fabrikam: Sam Ortiz",
        "2027-01-08",
        "waiting",
        "Contract signed by both",
        "<img src=x onerror=alert(1)>",
        "walk-away at 12%",
    ],
    [5, "Purchase order", "Procurement", "2027-01-15", "", "PO number received", "", ""],
    [6, "Signature", "Marcus Chen / Sam Ortiz", "2027-01-20", "", "Contract signed", "", ""],
]


def excel_plan() -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet("Plan")
        for number, row in enumerate(ROWS):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    return held.getvalue()


EXPORT = """Opportunity Name,Account Name,Amount,Stage,Close Date,Opportunity Owner,Primary Contact,Opportunity ID,Next Step
Alder ledger move,Alder & Finch,"$62,000.00",4 - Proposal,1/29/2027,Sam Ortiz,Priya Raman,006A,Workshop
Brightwater scheduling,Brightwater Clinics,"$148,500.00",5 - Negotiation,2/26/2027,Chris Park,Noor Haddad,006B,
Dunmore archive,Dunmore Press,much,2 - Discovery,3/31/2027,Chris Park,,006C,
Old one,Gone Ltd,"$9,000.00",Closed Won,1/31/2026,Sam Ortiz,Al Ba,006D,
"""


class Page:
    """What the page's scripts do: they know the address, and the sign that stands in the document."""

    def __init__(self, server):
        self.server, self.root = server, f"/{server.door.token}/"
        _, _, body = self.get("")
        self.facts = json.loads(re.search(rb'id="facts">(.*)</script>', body)[1])

    def ask(self, method, place, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        connection.request(method, self.root + place, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def get(self, place):
        return self.ask("GET", place)

    def signs(self):
        return {"Origin": f"http://127.0.0.1:{self.server.port}", "X-Mapdocs": self.facts["sign"]}

    def post(self, place, values=None):
        status, _, body = self.ask("POST", place, json.dumps(values or {}).encode(), **self.signs())
        assert status == 200, (status, body)
        return json.loads(body)

    def board(self, key):
        return json.loads(self.get(f"deal/{key}/board")[2])

    def put(self, key, path, value, was=None, **more):
        changes = [{"kind": "put", "path": path, "value": value, "was": was, **more.pop("row", {})}]
        return self.post(f"deal/{key}/change", {"changes": changes, **more})
