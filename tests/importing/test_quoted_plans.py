"""Of a mail that answers a plan with another one, the newer is the plan; a forwarded plan is one, wherever it stands."""

from datetime import date

import pytest

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
    [
        "<p>From: Sam Ortiz</p>",
        "<p>Da: Sam Ortiz</p><p>Inviato: martedì</p>",
        "<p>On Tue, 24 Nov 2026, Sam Ortiz wrote:</p>",
        "<p>Van: Sam Ortiz</p>",
        "<p>Den tis 24 nov. 2026 skrev Sam Ortiz:</p>",
    ],
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
