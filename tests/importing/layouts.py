"""Layouts of the same kinds as the cases from the field, made up: exports of other programs, headings of three rows, groups."""

from datetime import datetime as D

from field import workbook

MONDAY_HEAD = ["Name", "Subitems", "Person", "Status", "Date", "Notes", "Item ID (auto generated)"]
MONDAY = workbook(("Juniper rollout", [
    ["Juniper rollout"], ["Plan with the buyer"], [],
    ["Align"], MONDAY_HEAD,
    ["Kickoff with finance", "", "Dana Reyes", "Done", D(2026, 11, 16), "", 111],
    ["Business case agreed", "Draft", "Sam Ortiz", "Working on it", D(2026, 12, 4), "CFO first", 112],
    ["Subitems", "Name", "Owner", "Status", "Date", "Item ID (auto generated)"],
    ["", "Collect figures", "Priya Raman", "Stuck", D(2026, 12, 1), 901],
    [],
    ["Prove"], MONDAY_HEAD,
    ["Security questionnaire", "", "Priya Raman", "", D(2026, 12, 15), "", 113],
]))  # fmt: skip
CLICKUP = """Task Type,Task ID,Task Custom ID,Task Name,Task Content,Status,Date Created,Date Created Text,Due Date,Due Date Text,Start Date,Start Date Text,Parent ID,Assignees,Tags,Priority,List Name,Space Name
Task,86a1,,Kickoff with finance,Agenda sent,complete,1762000000000,"11/1/2026, 9:00:00 AM GMT+1",1794787200000,"11/16/2026, 12:00:00 AM GMT+1",,,null,[Dana Reyes],[],2,Align,Sales
Task,86a2,,Business case agreed,,in progress,1762000000000,"11/1/2026, 9:00:00 AM GMT+1",1796342400000,"12/4/2026, 12:00:00 AM GMT+1",,,86a1,"[Marcus Chen,Sam Ortiz]",[],,Align,Sales
Task,86a3,,Old demo,,Archived,1762000000000,"11/1/2026, 9:00:00 AM GMT+1",,,,,null,[],[],,Align,Sales
"""
LINEAR = """ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,Labels,Created,Updated,Started,Triaged,Completed,Canceled,Archived,Due Date,Parent issue,Initiatives,UUID
MAP-1,Sales,Kickoff with finance,,Done,,High,p1,Align,sam@fabrikam.example,dana.reyes@juniper.example,,2026-11-01T09:00:00.000Z,2026-11-18T09:00:00.000Z,,,2026-11-18T09:00:00.000Z,,,2026-11-16,,,u1
MAP-2,Sales,Business case agreed,Board,In Review,,Low,p1,Align,sam@fabrikam.example,sam.ortiz@fabrikam.example,,2026-11-01T09:00:00.000Z,2026-11-18T09:00:00.000Z,,,,,,2026-12-04,MAP-1,,u2
MAP-3,Sales,Dropped,,Canceled,,Low,p1,Align,sam@fabrikam.example,,,2026-11-01T09:00:00.000Z,,,,,2026-11-05T09:00:00.000Z,,,,,u3
"""
TRELLO = """Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,List ID,List Name,Board ID,Board Name,Archived,Due Complete
1,Kickoff with finance,https://t.example/1,By video,,Dana Reyes,2026-11-16T09:00:00.000Z,l1,Align,b,Juniper,false,true
2,MSA countersigned,https://t.example/2,,legal,Lena Brandt,2027-01-08T09:00:00.000Z,l2,Buy,b,Juniper,false,false
3,Gone,https://t.example/3,,,,,l2,Buy,b,Juniper,true,false
"""
GOOGLE = workbook(("MAP", [
    ["Mutual Action Plan"],
    [None, "Owner", None, "Dates", None, None, None],
    ["Step", "Juniper Foods", "Fabrikam", "Planned", "Actual", "Done?", "Internal notes"],
    ["Kickoff", "Dana Reyes", "Sam Ortiz", D(2026, 11, 16), D(2026, 11, 17), True, "went badly"],
    ["Review", "Lena Brandt", "Sam Ortiz", D(2026, 12, 16), None, False, "walk away at 10%"],
    [], ["Total steps", None, 2], [], ["Contacts"], ["Name", "Role", "Email"], ["Dana Reyes", "CFO", "d@x.example"], ["Lena Brandt", "Legal", "l@x.example"],
]))  # fmt: skip
BEFORE = """Step,Owner (Customer),Owner (Vendor),Days before go-live,Status
Kickoff,Dana Reyes,Sam Ortiz,60,Done
Review,Lena Brandt,Ines Duarte,T-30,
Sign,TBC,Sam Ortiz,7,
"""
GERMAN = """Vorgangsname;Verantwortlich (Kunde / Anbieter);Fällig am;Status;Interne Notiz;Prognose
Auftakt;Lena Brandt / Ines Duarte;04.12.2026;erledigt;Rabatt max 10%;06.12.2026
Vertrag;Lena Brandt / Ines Duarte;14.12.2026;offen;;16.12.2026
"""
GROUPS = """# Plan
| Milestone | Task | Buyer (Juniper) | Vendor | ETA | RAG | Seller comments |
|--|--|--|--|--|--|--|
| Align | Kickoff | Dana Reyes | Sam Ortiz | 4 Dec 2026 | Green | weak champion |
| | Business case | Dana Reyes | Sam Ortiz | 11 Dec 2026 | Amber | |
| Buy | PO | Tom Okafor | Sam Ortiz | 18 Dec 2026 | Red | |

## Risks
| Risk | Owner | Due |
|--|--|--|
| Board slips | Dana Reyes | 2 Dec 2026 |
"""


def _merge(book):
    for area in ("A1:C1", "D1:E1", "F1:G1", "D2:E2"):
        book["P"].merge_cells(area)


THREE = workbook(("P", [
    ["Plan", None, None, "Who", None, "When", None], [None, None, None, "Owner", None, None, None],
    ["#", "Phase", "Action", "Customer", "Supplier", "Start", "Finish"],
    [1, "Align", "Kickoff", "Dana Reyes", "Sam Ortiz", D(2026, 12, 1), D(2026, 12, 4)],
    [2, "Align", "Case", "Lena Brandt", "Sam Ortiz", D(2026, 12, 1), D(2026, 12, 9)],
]), change=_merge)  # fmt: skip
LAYOUTS = {
    "monday.xlsx": MONDAY, "clickup.csv": CLICKUP, "linear.csv": LINEAR, "trello.csv": TRELLO, "google.xlsx": GOOGLE, "before.csv": BEFORE,
    "german.csv": GERMAN, "groups.md": GROUPS, "three.xlsx": THREE,
}  # fmt: skip
