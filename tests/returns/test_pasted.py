"""A table pasted into a reply, and words typed behind what the reply quotes: only what the buyer did is proposed."""

import pytest

from helpers import few_of
from replying import LEGAL, ORDER, SECURITY, WROTE, html_of, lines_of, mail, marks_of, quoted, told
from returning import deal_of, found

HEADS = ["#", "Milestone", "Northwind Traders", "Fabrikam", "Target Date", "Exit Criteria (proof)", "Status"]


def rows_of(deal, titles, **days):
    """The rows as our document shows them, the date of a row by the first word of its title where ``days`` has one."""
    found_rows = []
    for row in deal.sent.snapshot.rows:
        if row.milestone in titles:
            day = days.get(row.milestone.split()[0], f"{row.target_date.day} {row.target_date:%b %Y}")
            found_rows.append(
                [row.mark, row.milestone, row.buyer_owner, row.seller_owner, day, row.exit_criteria, "Open"]
            )
    return found_rows


def page(deal, rows, top="Only what changes:"):
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [HEADS, *rows])
    wrote = WROTE.replace("<", "&lt;")
    return f"<p>{top}</p><table>{cells}</table><p>Dana</p><div>{wrote}</div><blockquote>{html_of(deal)}</blockquote>"


def text(deal, rows, top="Only what changes:"):
    lines = ["\t".join(row) for row in [HEADS, *rows]]
    return "\n".join([top, "", *lines, "", "Dana", "", WROTE, quoted(lines_of(deal))])


def every(deal):
    return [row.milestone for row in deal.sent.snapshot.rows]


@pytest.mark.parametrize("titles", [[SECURITY, LEGAL], None])
@pytest.mark.parametrize("kind", ["page", "text"])
def test_a_pasted_table_changes_what_it_shows_and_takes_nothing_out(kind, titles):
    deal = deal_of()
    rows = rows_of(deal, titles or every(deal), Security="18 Dec 2026")
    body = {"html": page(deal, rows)} if kind == "page" else {"plain": text(deal, rows)}
    pulled = deal.pull(mail(**body))
    assert found(pulled) == [("sure", SECURITY, "target_date", "2026-12-18")]
    assert told(pulled) == {("", "Only what changes:")}


def test_an_edit_in_the_quote_below_a_pasted_table_is_read_too():
    deal = deal_of()
    rows = rows_of(deal, [SECURITY], Security="18 Dec 2026")
    html = page(deal, rows)
    old = next(row for row in deal.sent.snapshot.rows if row.milestone == LEGAL).target_date
    shown = f"{old.day} {old:%b %Y}".replace(" ", "\u00a0")
    cut = html.rindex(LEGAL)
    assert shown in html[cut:]
    pulled = deal.pull(mail(html=html[:cut] + html[cut:].replace(shown, "29 Dec 2026", 1)))
    assert sorted(found(pulled)) == [
        ("sure", LEGAL, "target_date", "2026-12-29"),
        ("sure", SECURITY, "target_date", "2026-12-18"),
    ]


def behind(deal, title, said):
    mark = marks_of(deal)[title]
    return mail(
        f"See below.\n\n{WROTE}\n{quoted(lines_of(deal))}".replace(f"{mark}. {title}", f"{mark}. {title} {said}")
    )


def words_of(pulled, label):
    """Every word that was told or asked of one row."""
    changes = pulled.files[0].changes
    rows = [row for row in changes.rows if row.label == label]
    said = [text for row in rows for text in row.extra] + [edit.question for row in rows for edit in row.edits]
    return " | ".join([*said, *(words for at, words in told(pulled) if at == label)])


@pytest.mark.parametrize(
    ("said", "asked"),
    few_of([
        ("29 Dec please - DR", ["target_date"]), ("DONE", ["status"]), ("(we need 10 days)", ["milestone"]), ("<- who drafts this?", []), ("Termin unklar", []),
        ("(Germany)", ["milestone"]),
    ], 5),
)  # fmt: skip
def test_words_behind_a_quoted_name_are_told_or_asked(said, asked):
    deal = deal_of()
    pulled = deal.pull(behind(deal, LEGAL, said))
    assert [one[:3] for one in found(pulled) if one[2] != "note"] == [("question", LEGAL, name) for name in asked]
    assert said.removeprefix("<- ") in words_of(pulled, LEGAL)


@pytest.mark.parametrize("said", ["& data protection", "and DPA"])
def test_words_that_go_on_with_a_name_reword_it(said):
    deal = deal_of()
    assert found(deal.pull(behind(deal, LEGAL, said))) == [("sure", LEGAL, "milestone", f"{LEGAL} {said}")]


@pytest.mark.parametrize(
    "said", ["<- only after legal has signed", "--> only after legal has signed", "Dana: only after legal has signed"]
)
def test_words_shown_to_be_a_remark_behind_a_quoted_proof(said):
    deal = deal_of()
    proof = next(row for row in deal.sent.snapshot.rows if row.milestone == ORDER).exit_criteria
    body = quoted(lines_of(deal))
    assert proof in body
    pulled = deal.pull(mail(f"See below.\n\n{WROTE}\n{body.replace(proof, f'{proof} {said}')}"))
    assert [one for one in found(pulled) if one[2] == "exit_criteria"] == []
    assert "only after legal has signed" in words_of(pulled, ORDER)
    reworded = deal.pull(mail(f"See below.\n\n{WROTE}\n{body.replace(proof, f'{proof} and filed')}"))
    assert found(reworded) == [("sure", ORDER, "exit_criteria", f"{proof} and filed")]
