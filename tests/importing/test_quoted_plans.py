"""Of a mail that answers a plan with another one, the newer is the plan; a forwarded plan is one, wherever it stands."""

from datetime import date

import pytest

from helpers import few_of
from mapdocs import import_file, loads
from mapdocs.importing.api import ImportOptions

TODAY = date(2026, 11, 27)
OPTIONS = ImportOptions(buyer="Juniper Foods", seller="Fabrikam", buyer_people=("Dana Reyes",))


def table(rows, head="<tr><th>Step<th>Buyer<th>Due<th>Proof</tr>"):
    return f"<table>{head}{''.join(f'<tr><td>{step}<td>Dana Reyes<td>{day}<td>{proof}</tr>' for step, day, proof in rows)}</table>"


NEW = table([("Security review", "2026-12-09", "Report signed"), ("Contract", "2026-12-18", "Contract countersigned")])
OLD = table(
    [
        ("Security review", "2026-12-02", "Report signed"),
        ("Site visit", "2026-12-04", "Minutes sent"),
        ("Contract", "2026-12-11", "Contract countersigned"),
    ]
)


def steps_of(tmp_path, body):
    mail = f"From: dana@juniper.example\r\nSubject: Re: plan\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>{body}</body></html>"
    (tmp_path / "reply.eml").write_bytes(mail.encode())
    result = import_file(tmp_path / "reply.eml", tmp_path, today=TODAY, options=OPTIONS)
    return [(m.milestone, str(m.target_date)) for m in loads(result.specs[0].text).milestones], result


@pytest.mark.parametrize(
    "head",
    few_of(
        [
            "<p>From: Sam Ortiz</p>",
            "<p>Da: Sam Ortiz</p><p>Inviato: martedì</p>",
            "<p>On Tue, 24 Nov 2026, Sam Ortiz wrote:</p>",
            "<p>Van: Sam Ortiz</p>",
            "<p>Den tis 24 nov. 2026 skrev Sam Ortiz:</p>",
        ],
        7,
    ),
)
def test_a_plan_that_is_quoted_below_a_newer_one_is_told_and_left(tmp_path, head):
    steps, result = steps_of(tmp_path, f"<p>Hello Sam, with our dates:</p>{NEW}<p>Dana</p>{head}<p>Our draft:</p>{OLD}")
    assert steps == [("Security review", "2026-12-09"), ("Contract", "2026-12-18")]
    assert any("3 rows, since it stands in the older mail that is quoted" in note for note in result.notes)
    assert result.balance.lost == 0


def test_a_plan_that_is_forwarded_is_the_plan(tmp_path):
    steps, _ = steps_of(tmp_path, f"<p>See below.</p><p>From: Sam Ortiz</p><p>Our draft:</p>{OLD}")
    assert [step for step, _ in steps] == ["Security review", "Site visit", "Contract"]


def test_two_tables_of_one_mail_are_one_plan(tmp_path):
    more = table([("Training", "2027-01-15", "List of those present")])
    steps, _ = steps_of(tmp_path, f"<p>Phase one</p>{NEW}<p>Phase two</p>{more}")
    assert [step for step, _ in steps] == ["Security review", "Contract", "Training"]


MAIL = "From: Rita Gomez <rita@fabrikam.example>\nTo: Sam Ortiz <sam@fabrikam.example>\nSubject: Re: plan\nContent-Type: text/plain; charset=utf-8\n\n{}"
POINTS = ("- 2 Dec 2026: Workshop (Dana)", "- 15 Dec 2026: Review (Sam)")
QUOTED = "\n".join(f"> {point}" for point in POINTS)
FORWARDED = (
    "-----Original Message-----\nFrom: Sam Ortiz <sam@fabrikam.example>\nTo: Dana Reyes <dana@juniper.example>\nSubject: plan\n\n"
    + "\n".join(POINTS)
)
REMARKS = {
    "above": f"Floor is 40k.\n\n- 20 Dec 2026: price talk with Dana\n\n> From: Dana Reyes <dana@juniper.example>\n{QUOTED}\n",
    "above, in Outlook": f"See below.\n- 20 Dec 2026: price talk\n\n{FORWARDED}\n",
    "titled": f"FYI, not to be passed on to Dana:\n- 20 Dec 2026: price talk (Sam)\n- 21 Dec 2026: call the CFO (Rita)\n\n{FORWARDED}\n",
    "between": f"On Tue, Nov 24, 2026 at 9:00 AM Sam Ortiz <sam@fabrikam.example> wrote:\n> {POINTS[0]}\nDo this alone\n> {POINTS[1]}\n- 20 Dec 2026: price talk\n",
}


@pytest.mark.parametrize("where", REMARKS)
def test_a_quoted_plan_with_a_colleagues_remarks_and_points_around_it_is_read(where, tmp_path):
    (tmp_path / "re.eml").write_text(MAIL.format(REMARKS[where]), encoding="utf-8")
    result = import_file(tmp_path / "re.eml", tmp_path, today=TODAY, options=OPTIONS)
    spec = loads(result.specs[0].text)
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Review"]
    assert any("price talk" in note for note in result.notes) or "price talk" in spec.internal.notes


def test_two_new_points_above_a_quoted_plan_are_the_newer_plan(tmp_path):
    newer = "- 9 Dec 2026: Workshop (Dana)\n- 18 Dec 2026: Review (Sam)"
    (tmp_path / "re.eml").write_text(MAIL.format(f"With new days:\n{newer}\n\n{QUOTED}\n"), encoding="utf-8")
    result = import_file(tmp_path / "re.eml", tmp_path, today=TODAY, options=OPTIONS)
    assert [str(row.target_date) for row in loads(result.specs[0].text).milestones] == ["2026-12-09", "2026-12-18"]
