"""Thirty-three plans as people keep them, in the column headings of public templates, and what must come out of each.

A plan is (name, kind, rows, expected, named): ``expected`` has a tuple a row of step, buyer owner, seller owner, date,
status; ``named`` are pieces of what must be told as not understood.
"""

from __future__ import annotations

import io
from datetime import date, datetime

import docx
import openpyxl


def xlsx(rows, merges=(), numbers=()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    for area in merges:
        sheet.merge_cells(area)
    for cell in numbers:
        sheet[cell].number_format = "General"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word(rows, merges=()) -> bytes:
    document = docx.Document()
    document.add_heading("Mutual action plan")
    table = document.add_table(len(rows), max(map(len, rows)))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=False):
            cell.text = str(text)
    for line in merges:
        cells = table.rows[line].cells
        cells[0].merge(cells[-1])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def csv(text, encoding="utf-8") -> bytes:
    return text.encode(encoding)


def md(text) -> bytes:
    return text.encode()


D = date
T = datetime
PLANS = [
    ("orm", "xlsx", xlsx([
        ["Milestone", "Owner (Buyer/Seller)", "Due Date", "Status", "Notes"],
        ["Security review", "Buyer (Priya Raman)", T(2026, 12, 4), "Not Started", "Questionnaire sent"],
        ["Contract signed", "Seller (Sam Ortiz)", T(2026, 12, 18), "In Progress", None],
    ]), [("Security review", "Priya Raman", "", D(2026, 12, 4), "open"), ("Contract signed", "", "Sam Ortiz", D(2026, 12, 18), "in progress")], []),
    ("skillmd", "xlsx", xlsx([
        ["Mutual Action Plan: Acme"], [],
        ["#", "Step", "Owner (Customer)", "Owner (Your Company)", "Target Date", "Status", "Dependencies", "Notes"],
        [1, "Kickoff call", "Dana Reyes", "Sam Ortiz", T(2026, 11, 30), "Completed", None, None],
        [2, "Pilot", "Priya Raman", "Ines Duarte", T(2026, 12, 11), "Blocked", "1", "Data missing"],
    ]), [("Kickoff call", "Dana Reyes", "Sam Ortiz", D(2026, 11, 30), "done"), ("Pilot", "Priya Raman", "Ines Duarte", D(2026, 12, 11), "blocked")], ["waits for: 1"]),
    ("doris", "csv", csv("#,Milestone,Seller owner,Buyer owner,Target date,Status\n1,Technical validation,Ines Duarte,Priya Raman,4 Dec 2026,In progress\n2,Decision,Sam Ortiz,Marcus Chen,11 Dec 2026,At risk\n"),
     [("Technical validation", "Priya Raman", "Ines Duarte", D(2026, 12, 4), "in progress"), ("Decision", "Marcus Chen", "Sam Ortiz", D(2026, 12, 11), "")], ["the status “At risk”"]),
    ("done-means", "md", md("# Plan\n\n| Step | Buyer Owner | Seller Owner | Due | Done Means |\n|---|---|---|---|---|\n| **Legal review** | Lena Brandt | Paul Weber | Dec 4, 2026 | MSA countersigned |\n| PO | Tom Okafor | Sam Ortiz | 18 Dec 2026 | PO number received |\n"),
     [("Legal review", "Lena Brandt", "Paul Weber", D(2026, 12, 4), ""), ("PO", "Tom Okafor", "Sam Ortiz", D(2026, 12, 18), "")], []),
    ("date-first", "xlsx", xlsx([
        ["Target Date", "Description", "Status", "Completion Date", "Owner", "Notes"],
        [T(2026, 12, 1), "Business case shared", "Completed", T(2026, 11, 20), "Customer - Marcus Chen", None],
    ]), [("Business case shared", "Marcus Chen", "", D(2026, 12, 1), "done")], []),
    ("task-tracker", "xlsx", xlsx([
        ["Task", "Responsible", "By when", "State"],
        ["Vendor registration", "Vendor – Sam Ortiz", "14 December 2026", "To do"],
        ["DPA", "Client – Lena Brandt", "2026-12-16", "Done"],
    ]), [("Vendor registration", "", "Sam Ortiz", D(2026, 12, 14), "open"), ("DPA", "Lena Brandt", "", D(2026, 12, 16), "done")], []),
    ("phases", "xlsx", xlsx([
        ["Activity", "Customer lead", "Vendor", "Deadline", "Progress"],
        ["Phase 1: Evaluate", None, None, None, None],
        ["Pilot plan agreed", "Dana Reyes", "Sam Ortiz", T(2026, 12, 2), "100%"],
        ["Phase 2: Buy", None, None, None, None],
        ["Order form", "Dana Reyes", "Sam Ortiz", T(2027, 1, 12), "0%"],
    ], merges=("A2:E2", "A4:E4")), [("Pilot plan agreed", "Dana Reyes", "Sam Ortiz", D(2026, 12, 2), "done"), ("Order form", "Dana Reyes", "Sam Ortiz", D(2027, 1, 12), "open")], []),
    ("word-table", "docx", word([
        ["Step", "Them", "Us", "Due", "Status"],
        ["Security questionnaire", "Priya Raman", "Ines Duarte", "4 Dec 2026", "In progress"],
        ["Redlines", "Lena Brandt", "Paul Weber", "11 Dec 2026", "Not started"],
    ]), [("Security questionnaire", "Priya Raman", "Ines Duarte", D(2026, 12, 4), "in progress"), ("Redlines", "Lena Brandt", "Paul Weber", D(2026, 12, 11), "open")], []),
    ("word-sections", "docx", word([
        ["Milestone", "Buyer", "Seller", "Date", "Done when"],
        ["Evaluation", "", "", "", ""],
        ["Demo recorded", "Dana Reyes", "Sam Ortiz", "30 Nov 2026", "Recording shared"],
    ], merges=(1,)), [("Demo recorded", "Dana Reyes", "Sam Ortiz", D(2026, 11, 30), "")], []),
    ("german", "csv", csv("Nr.;Meilenstein;Verantwortlich (Kunde);Verantwortlich (Anbieter);Termin;Status;Bemerkung\r\n1;Vertrag;Jürgen Weiß;Anja Vogt;31.01.2027;offen;\r\n2;Bestellung;Jürgen Weiß;Anja Vogt;4. Februar 2027;erledigt;Nummer 4711\r\n", "cp1252"),
     [("Vertrag", "Jürgen Weiß", "Anja Vogt", D(2027, 1, 31), "open"), ("Bestellung", "Jürgen Weiß", "Anja Vogt", D(2027, 2, 4), "done")], []),
    ("french", "csv", csv("Étape;Responsable client;Responsable fournisseur;Échéance;Statut\nRevue juridique;Zoé Martin;Jean-Luc Moreau;4 déc. 2026;en cours\n"),
     [("Revue juridique", "Zoé Martin", "Jean-Luc Moreau", D(2026, 12, 4), "in progress")], []),
    ("spanish", "md", md("| Hito | Responsable del cliente | Owner (Nosotros) | Fecha límite | Estado |\n|:--|:--|:--|:--|:--|\n| Firma | Ana Ruiz | Sam Ortiz | 18 de diciembre de 2026 | Pendiente |\n"),
     [("Firma", "Ana Ruiz", "Sam Ortiz", D(2026, 12, 18), "open")], []),
    ("portuguese", "csv", csv("Etapa,Responsável do cliente,Responsável do fornecedor,Prazo,Situação\nAssinatura,Rui Alves,Sam Ortiz,18 de dezembro de 2026,Concluído\n"),
     [("Assinatura", "Rui Alves", "Sam Ortiz", D(2026, 12, 18), "done")], []),
    ("japanese", "csv", csv("項目,お客様担当者,弊社担当,期日,状況\n契約締結,田中 一郎,佐藤 花子,2026年12月18日,進行中\n"),
     [("契約締結", "田中 一郎", "佐藤 花子", D(2026, 12, 18), "in progress")], []),
    ("company-columns", "xlsx", xlsx([
        ["Key step", "Acme", "Fabrikam", "When"],
        ["Board approval", "Nora Vance", "Sam Ortiz", T(2026, 12, 10)],
    ]), [("Board approval", "Nora Vance", "Sam Ortiz", D(2026, 12, 10), "")], []),
    ("acme-dash", "xlsx", xlsx([
        ["Action item", "Owner", "Due"],
        ["Send contract", "Fabrikam – Sam Ortiz", T(2026, 12, 3)],
        ["Return redlines", "Acme – Lena Brandt", T(2026, 12, 9)],
        ["Sign", "Both", T(2026, 12, 20)],
    ]), [("Send contract", "", "Sam Ortiz", D(2026, 12, 3), ""), ("Return redlines", "Lena Brandt", "", D(2026, 12, 9), ""), ("Sign", "", "", D(2026, 12, 20), "")], ["the owner is given as “Both”"]),
    ("bare-names", "xlsx", xlsx([
        ["Step", "Owner", "Date"], ["Intro", "Dana Reyes", T(2026, 12, 1)], ["Proposal", "Sam Ortiz", T(2026, 12, 2)], ["Check", "Kim Lee", T(2026, 12, 3)],
    ]), [("Intro", "Dana Reyes", "", D(2026, 12, 1), ""), ("Proposal", "", "Sam Ortiz", D(2026, 12, 2), ""), ("Check", "", "", D(2026, 12, 3), "")], ["the owner is given as “Kim Lee”"]),
    ("two-in-a-cell", "xlsx", xlsx([
        ["Milestone", "Owner (Customer / Vendor)", "Due date"],
        ["Kickoff", "Dana (Acme) / Sam (Fabrikam)", T(2026, 12, 1)],
    ]), [("Kickoff", "Dana", "Sam", D(2026, 12, 1), "")], []),
    ("us-slashes", "csv", csv("Step,Buyer,Seller,Due\nA,Dana Reyes,Sam Ortiz,12/4/2026\nB,Dana Reyes,Sam Ortiz,12/18/2026\n"),
     [("A", "Dana Reyes", "Sam Ortiz", D(2026, 12, 4), ""), ("B", "Dana Reyes", "Sam Ortiz", D(2026, 12, 18), "")], []),
    ("uk-slashes", "csv", csv("Step,Buyer,Seller,Due\nA,Dana Reyes,Sam Ortiz,04/12/2026\nB,Dana Reyes,Sam Ortiz,18/12/2026\n"),
     [("A", "Dana Reyes", "Sam Ortiz", D(2026, 12, 4), ""), ("B", "Dana Reyes", "Sam Ortiz", D(2026, 12, 18), "")], []),
    ("either-slashes", "csv", csv("Step,Buyer,Seller,Due\nA,Dana Reyes,Sam Ortiz,04/12/2026\nB,Dana Reyes,Sam Ortiz,05/06/2026\n"),
     [("A", "Dana Reyes", "Sam Ortiz", None, ""), ("B", "Dana Reyes", "Sam Ortiz", None, "")], ["“04/12/2026” can be", "“05/06/2026” can be"]),
    ("weeks", "xlsx", xlsx([
        ["Deliverable", "Client", "Vendor", "Target Timeline"], ["Data load", "Priya Raman", "Ines Duarte", "Week 3"], ["Training", "Priya Raman", "Ines Duarte", "mid December"],
    ]), [("Data load", "Priya Raman", "Ines Duarte", None, ""), ("Training", "Priya Raman", "Ines Duarte", None, "")], ["“Week 3” is not a date", "“mid December” is not a date"]),
    ("serials", "xlsx", xlsx([
        ["Step", "Buyer", "Seller", "Due"], ["Legal", "Lena Brandt", "Paul Weber", 46374],
    ], numbers=("D2",)), [("Legal", "Lena Brandt", "Paul Weber", D(2026, 12, 18), "")], []),
    ("formula-dates", "xlsx", xlsx([
        ["Step", "Buyer", "Seller", "Due"], ["Legal", "Lena Brandt", "Paul Weber", "=TODAY()+7"],
    ]), [("Legal", "Lena Brandt", "Paul Weber", None, "")], ["the cell holds the formula =TODAY()+7"]),
    ("emoji", "md", md("| Item | Them | Us | Date | Status |\n|--|--|--|--|--|\n| SSO test | Priya Raman | Ines Duarte | 4 Dec 2026 | ✅ |\n| ~~Old~~ Contract | Lena Brandt | Paul Weber | 11 Dec 2026 | 🔄 |\n"),
     [("SSO test", "Priya Raman", "Ines Duarte", D(2026, 12, 4), "done"), ("Contract", "Lena Brandt", "Paul Weber", D(2026, 12, 11), "in progress")], ["struck through in Item: “Old”; done, or dropped?"]),
    ("extra-columns", "xlsx", xlsx([
        ["Phase", "Milestone", "Start date", "Target date", "Buyer owner", "Seller owner", "Risk", "Links", "Status"],
        ["Buy", "PO", T(2026, 12, 1), T(2026, 12, 9), "Tom Okafor", "Sam Ortiz", "low", "https://x.example", "Open"],
    ]), [("PO", "Tom Okafor", "Sam Ortiz", D(2026, 12, 9), "open")], ["starts: 2026-12-01", "Risk: low", "Links: https://x.example"]),
    ("second-sheet-text", "xlsx", xlsx([
        ["Success plan"], ["Prepared for Acme"], [], ["Objective", "Close faster"], [],
        ["Nr", "What", "Who", "When", "Comments"], [1, "Agree scope", "Customer (Dana Reyes)", T(2026, 12, 1), "short call"],
    ]), [("Agree scope", "Dana Reyes", "", D(2026, 12, 1), "")], []),
    ("departments", "xlsx", xlsx([
        ["Step", "Owner", "Due"], ["InfoSec check", "Buyer (IT)", T(2026, 12, 4)],
    ]), [("InfoSec check", "", "", D(2026, 12, 4), "")], ["the owner is given as “Buyer (IT)”; who is it?"]),
    ("nameless-row", "xlsx", xlsx([
        ["Step", "Buyer", "Seller", "Due", "Status"], [None, "Dana Reyes", "Sam Ortiz", T(2026, 12, 4), "Open"], ["Sign", "Dana Reyes", "Sam Ortiz", T(2026, 12, 5), "Red"],
    ]), [("Sign", "Dana Reyes", "Sam Ortiz", D(2026, 12, 5), "")], ["row 2 names no step", "the status “Red”"]),
    ("smart-sheet", "xlsx", xlsx([
        ["Success plan, Acme and Fabrikam"], ["Last updated", T(2026, 11, 20)],
        ["Task Name", "Duration", "Start", "Finish", "Assigned To", "% Complete", "Comments"],
        ["Phase 1: Validate"],
        ["Deep dive", "2d", T(2026, 12, 1), T(2026, 12, 2), "Dana Reyes (Acme); Sam Ortiz (Fabrikam)", 1.0, None],
        ["Questionnaire", None, None, T(2026, 12, 16), "Acme InfoSec", 0.5, None],
        ["Redlines", None, None, T(2026, 12, 23), "Both legal teams", 0, None],
    ]), [("Deep dive", "Dana Reyes", "Sam Ortiz", D(2026, 12, 2), "done"), ("Questionnaire", "", "", D(2026, 12, 16), "in progress"),
         ("Redlines", "", "", D(2026, 12, 23), "open")],
     ["starts: 2026-12-01", "takes: 2d", "the owner is given as “Acme InfoSec”; who is it?", "the owner is given as “Both legal teams”"]),
    ("yes-and-no", "docx", word([
        ["Action", "Who", "By", "Complete? (Y/N)", "Evidence"],
        ["Intro call", "Customer: Marcus Chen", "Dec 4", "Y", "Call notes shared"],
        ["Legal review", "Vendor: Paul Weber\nCustomer: Lena Brandt", "week of 14 Dec", "N", "MSA countersigned"],
        ["Go live", "All", "1/19/27", "N", "Users logged in"],
    ]), [("Intro call", "Marcus Chen", "", D(2026, 12, 4), "done"), ("Legal review", "Lena Brandt", "Paul Weber", None, "open"), ("Go live", "", "", D(2027, 1, 19), "open")],
     ["“week of 14 Dec” is not a date", "the owner is given as “All”"]),
    ("project-file", "csv", csv("ID,Task_Name,Finish_Date,Predecessors,Resource_Names\n1,Kickoff,Mon 11/30/26,,Sam Ortiz\n2,PO issued,Thu 12/3/26,1,Dana Reyes\n"),
     [("Kickoff", "", "Sam Ortiz", D(2026, 11, 30), ""), ("PO issued", "Dana Reyes", "", D(2026, 12, 3), "")], ["waits for: 1"]),
    ("tabs", "csv", csv("Milestone\tBuyer Owner\tSeller Owner\tTarget Date\tExit Criteria (proof)\tStatus\nLegal / redlines\tLena Brandt\tPaul Weber\tFri 4 Dec 2026\tMSA countersigned\tdone\n"),
     [("Legal / redlines", "Lena Brandt", "Paul Weber", D(2026, 12, 4), "done")], []),
]  # fmt: skip
