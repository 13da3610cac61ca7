"""Parts of a page under a title of their own, wikis' expand macros, callouts, fieldsets, terms, and classes that switch rows off."""

import pytest
from field import of_text

from helpers import few_of

HEAD = "<tr><th>Step</th><th>Owner</th><th>Due</th></tr>"


def table(*rows, mark=""):
    return f"<table {mark}>{HEAD}{''.join(f'<tr><td>{step}</td><td>{who}</td><td>{day}</td></tr>' for step, who, day in rows)}</table>"


PLAN = table(("Workshop", "Dana Reyes", "2026-12-02"), ("Order form", "Dana Reyes", "2026-12-15"))
OURS = table(("Vera takes 9%", "Sam Ortiz", "2026-12-09"), ("Ask the board", "Sam Ortiz", "2026-12-11"))


def steps(body, folder, name="plan.html"):
    spec, said = of_text(f"<html><body>{body}</body></html>", folder, name)
    return [row.milestone for row in spec.milestones], spec.internal.notes or "", said


@pytest.mark.parametrize(
    "part",
    few_of(
        [
            '<div class="expand-container"><div class="expand-control"><span class="expand-control-text">Internal notes</span></div><div class="expand-content">{}</div></div>',
            '<div data-macro-name="expand"><button>Fabrikam internal</button><div>{}</div></div>',
            '<div class="accordion-item"><h2><button data-bs-toggle="collapse">Nur intern</button></h2><div class="body">{}</div></div>',
            '<figure class="callout"><div>🔒</div><div>Internal<br>{}</div></figure>',
            "<aside>🔒 <p><b>Interne</b></p>{}</aside>",
            "<dl><dt>Internal</dt><dd>{}</dd></dl>",
            "<fieldset><legend>Uso interno</legend>{}</fieldset>",
            "<div><b>Seller-only</b></div>{}",
            "<b>Internal</b><br>{}",
            '<div aria-label="Internal notes">{}</div>',
            '<section title="Internal only">{}</section>',
            '<div class="internal-steps">{}</div>',
            "<details><summary>Internal</summary><h3>Next steps</h3>{}</details>",
        ],
        3,
    ),
)
@pytest.mark.parametrize("first", [False, True])
def test_a_part_of_our_own(part, first, tmp_path):
    ours = part.format(OURS)
    found, notes, _ = steps(f"{ours}<h2>Plan</h2>{PLAN}" if first else PLAN + ours, tmp_path)
    assert found == ["Workshop", "Order form"]
    assert "Vera takes 9%" in notes
    assert "Ask the board" in notes


@pytest.mark.parametrize("title", ["Internal audit", "Security", "Private cloud", "Next steps"])
def test_a_part_for_both(title, tmp_path):
    more = table(("Audit", "Dana Reyes", "2026-12-09"))
    found, _, _ = steps(f"{PLAN}<details><summary>{title}</summary>{more}</details>", tmp_path)
    assert found == ["Workshop", "Order form", "Audit"]


def test_a_part_ends(tmp_path):
    found, _, _ = steps(
        f"<fieldset><legend>Internal</legend><p>Ask Vera.</p></fieldset>{PLAN}{table(('Audit', 'Dana Reyes', '2026-12-09'))}",
        tmp_path,
    )
    assert found == ["Workshop", "Order form", "Audit"]


def test_a_line_of_a_mail_in_a_div(tmp_path):
    mail = "From: Sam Ortiz <sam@fabrikam.com>\nTo: Dana Reyes <dana@juniper.com>\nSubject: Plan\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    spec, _ = of_text(f"{mail}<div>Our plan:</div>{PLAN}<div>Internal:</div>{OURS}", tmp_path, "plan.eml")
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Order form"]
    assert "Vera takes 9%" in spec.internal.notes


@pytest.mark.parametrize(
    ("names", "shown"),
    few_of(
        [
            ("d-none", 0),
            ("task hidden", 0),
            ("is-hidden", 0),
            ("hide", 0),
            ("internal-rows", 0),
            ("d-none d-md-table-row", 1),
            ("hidden md:table-row", 1),
            ("hidden-xs", 1),
            ("shide", 1),
        ],
        3,
    ),
)
def test_a_row_that_a_class_switches_off(names, shown, tmp_path):
    row = f'<tr class="{names}"><td>Vera takes 9%</td><td>Sam Ortiz</td><td>2026-12-09</td></tr>'
    found, notes, _ = steps(PLAN.replace("</table>", f"{row}</table>"), tmp_path)
    assert found == ["Workshop", "Order form", *["Vera takes 9%"] * shown]
    assert ("Vera takes 9%" in notes) is (not shown)


def test_a_body_of_rows_that_is_called_internal(tmp_path):
    body = "<tbody class='internal-rows'><tr><td>Vera takes 9%</td><td>Sam Ortiz</td><td>2026-12-09</td></tr></tbody>"
    found, notes, _ = steps(PLAN.replace("</table>", f"{body}</table>"), tmp_path)
    assert found == ["Workshop", "Order form"]
    assert "Vera takes 9%" in notes
