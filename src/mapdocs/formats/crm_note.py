"""The CRM note: the round-robin line first, then a bullet a row. For the seller's side only."""

from __future__ import annotations

from markupsafe import escape

from mapdocs.formats import describe
from mapdocs.plan.internal import InternalPlan
from mapdocs.templating.kit import Kit


def text(plan: InternalPlan, kit: Kit) -> bytes:
    """Plain text, which every CRM takes; at most ``plan.crm_limit`` characters, cut at a row."""
    first, bullets, last = _lines(plan, kit)
    tail = "\n".join(last)
    kept = _cut([f"• {line}" for line in bullets], plan.crm_limit - len(first) - len(tail) - 3, plan.shared.link)
    return ("\n".join([first, "", *kept, *([""] if last else []), *last]) + "\n").encode()


def html(plan: InternalPlan, kit: Kit) -> bytes:
    """HTML of p, ul, li, b and a alone: a CRM's rich text has no tables. Markup counts against the limit."""
    first, bullets, last = _lines(plan, kit)
    head = f"<p><b>{escape(first)}</b></p>\n<ul>\n"
    tail = "\n</ul>\n" + "".join(f"<p>{_linked(line)}</p>\n" for line in last)
    kept = _cut(
        [f"<li>{escape(line)}</li>" for line in bullets],
        plan.crm_limit - len(head) - len(tail),
        plan.shared.link,
        item="<li>{}</li>",
    )
    return (head + "\n".join(kept) + tail).encode()


def tsv(plan: InternalPlan, kit: Kit) -> bytes:
    """The rows with tabs between, for pasting into a sheet. A text that a sheet would take for a formula gets a quote."""
    words, shared = kit.words(plan.shared.look.locale), plan.shared
    rest = (words(f"columns.{key}") for key in ("target_date", "exit_criteria", "status"))
    lines = [[words("columns.milestone"), *words.owner_heads(*shared.called), *rest]]
    for row in shared.rows:
        owners = [party.name if party else "" for party in (row.buyer_owner, row.seller_owner)]
        day = row.target_date.isoformat() if row.target_date else ""
        lines.append([row.label, *owners, day, row.proof or "", describe.status_word(row, words)])
    return "".join("\t".join(map(_cell, line)) + "\n" for line in lines).encode()


def _cell(text: str) -> str:
    text = " ".join(text.split())
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _lines(plan: InternalPlan, kit: Kit) -> tuple[str, list[str], list[str]]:
    words, shared = kit.words(plan.shared.look.locale), plan.shared
    upcoming = describe.next_step(shared, words)
    first = (
        f"{plan.deal}: {upcoming.label} · {upcoming.owner} · {upcoming.day}"
        if upcoming
        else f"{plan.deal}: {words('all_done')}"
    )
    bullets = []
    for row in shared.rows:
        date = words.date(row.target_date) if row.target_date else words("no_date")
        standing = describe.standing(row, words, shared.today)
        attached = describe.attached(row, words)
        said = [
            f"{date} – {row.label} – {describe.who(row, words)}",
            row.proof or "",
            describe.status_word(row, words),
        ]
        bullets.append(
            " – ".join(filter(None, said))
            + (f" ({standing})" if standing and row.is_open else "")
            + (f" ({attached})" if attached else "")
        )
    last = [describe.progress(shared, words) + (f", forecast {plan.forecast}" if plan.forecast else "")]
    last.append(f"MAP: {shared.link}" if shared.link else "MAP: not published yet")
    last += [
        f"Own task: {task.task}{f', {task.owner}' if task.owner else ''}{f', {words.date(task.due)}' if task.due else ''}"
        for task in plan.tasks
        if task.status not in ("done", "cancelled")
    ]
    return first, [" ".join(b.split()) for b in bullets], [" ".join(line.split()) for line in last]


def _linked(line: str) -> str:
    label, found, address = line.partition("https://")
    if not found or " " in address:
        return str(escape(line))
    whole = escape(f"https://{address}")
    return f'{escape(label)}<a href="{whole}">{whole}</a>'


def _cut(items: list[str], room: int, link: str | None, *, item: str = "{}") -> list[str]:
    """As many items as fit, and where not all do a last one that says how many more there are."""
    if sum(len(i) + 1 for i in items) <= room:
        return items
    kept: list[str] = []
    for number, entry in enumerate(items):
        more = item.format(f"… {len(items) - number} more" + (f", see {escape(link)}" if link else ""))
        if sum(len(i) + 1 for i in kept) + len(entry) + 1 + len(more) + 40 > room:
            return [*kept, more]
        kept.append(entry)
    return kept
