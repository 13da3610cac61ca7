"""What hangs on a mail and is no document of an office: a plan where the mail holds none, and told word by word where it does."""

from datetime import date
from email.message import EmailMessage

import pytest

from mapdocs.errors import Unreadable
from mapdocs.importing.api import ImportOptions, import_bytes

TODAY = date(2026, 11, 25)
POINTS = (
    "Hi Edda,\n\n- Kickoff - Edda Voss (Bexley Farms) - 4 Dec 2026\n- Acceptance - Ines Karr (Fabrikam) - 15 Jan 2027\n"
)
VALUES = "Step,Owner,Due\nSilo check,Edda Voss,2026-12-09\nGate check,Edda Voss,2026-12-16\n"
ASKED = ImportOptions(deal="Silo link", buyer="Bexley Farms", seller="Fabrikam", owner="Ines Karr")


def mail(body, name, text, kind="csv"):
    message = EmailMessage()
    message["From"], message["To"] = "Ines Karr <ines@fabrikam.example>", "Edda Voss <edda@bexley.example>"
    message["Cc"], message["Subject"] = "Bo Lind <bo@bexley.example>", "the plan - Bo joins"
    message.set_content(body)
    message.add_attachment(text.encode(), maintype="text", subtype=kind, filename=name)
    return message.as_bytes()


def taken(raw, folder):
    return import_bytes(raw, "mail.eml", folder, today=TODAY, options=ASKED)


def steps(result):
    return [row.milestone for row in result.taken[0].draft.rows]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("plan.csv", VALUES, "csv"),
        ("plan.txt", POINTS.replace("Kickoff", "Silo check").replace("Acceptance", "Gate check"), "plain"),
        ("plan.md", "| Step | Owner | Due |\n|---|---|---|\n" + "".join(
            f"| {line.replace(',', ' | ')} |\n" for line in VALUES.splitlines()[1:]), "markdown"),
    ],
)  # fmt: skip
def test_a_plan_that_hangs_on_a_mail_is_read(name, text, kind, tmp_path):
    result = taken(mail("See the list.\n", name, text, kind), tmp_path)
    assert steps(result) == ["Silo check", "Gate check"]
    assert result.balance.lost == 0


def test_beside_a_plan_in_the_mail_it_is_told(tmp_path):
    result = taken(mail(POINTS, "rest.csv", VALUES), tmp_path)
    assert steps(result) == ["Kickoff", "Acceptance"]
    told = "\n".join(result.notes)
    assert "the attachment rest.csv: not read: 3 rows: Step · Owner · Due; Silo check · Edda Voss · 2026-12-09;" in told
    assert "the plan - Bo joins · Ines Karr <ines@fabrikam.example> · Edda Voss <edda@bexley.example> · Bo Lind" in told
    entries = [one for one in result.balance.entries if one.became == "another file of the mail"]
    assert (sum(one.cells for one in entries), result.balance.lost) == (9, 0)


def test_a_file_that_says_it_is_internal_is_no_plan_of_theirs(tmp_path):
    raw = mail(POINTS, "internal_notes.csv", VALUES)
    assert steps(taken(raw, tmp_path)) == ["Kickoff", "Acceptance"]
    with pytest.raises(Unreadable, match="internal notes"):
        taken(mail("See the list.\n", "internal_notes.csv", VALUES), tmp_path)


def test_other_files_are_named(tmp_path):
    told = taken(mail(POINTS, "visit.ics", "BEGIN:VCALENDAR", "calendar"), tmp_path).notes
    assert any("the attachment visit.ics was not read" in note for note in told)


def test_words_that_a_mail_hides_are_told(tmp_path):
    message = EmailMessage()
    message["From"], message["Subject"] = "Ines Karr <ines@fabrikam.example>", "plan"
    rows = "".join(f"<tr>{''.join(f'<td>{v}</td>' for v in line.split(','))}</tr>" for line in VALUES.splitlines())
    message.set_content(f'<div style="display:none">floor is 40k</div><table>{rows}</table>', subtype="html")
    result = taken(message.as_bytes(), tmp_path)
    assert any("hidden words beside the tables: floor is 40k" in note for note in result.notes)
    assert "40k" not in result.specs[0].text
