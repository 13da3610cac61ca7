"""The Word document: the plan that the champion edits in Word, Google Docs or LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby

from mapdocs.formats import describe, timeline
from mapdocs.formats.archive import reproducible
from mapdocs.formats.word import breaks, columns
from mapdocs.formats.word.breaks import ROOMY
from mapdocs.formats.word.frame import (
    MARGIN,
    PAPER,
    add_footer,
    add_logo,
    apply_brand,
    body_of,
    fill_body,
    lessen,
    open_brand,
    set_page,
    set_properties,
)
from mapdocs.formats.word.letters import NOTO, text_width
from mapdocs.formats.word.measure import NAME, overflows
from mapdocs.formats.word.wml import (
    R_NS,
    border,
    cell,
    link,
    paragraph,
    row,
    run,
    shares,
    table,
    text_paragraph,
)
from mapdocs.language.layout import is_rtl
from mapdocs.plan.buyer import BuyerPlan, Party, Row
from mapdocs.templating import color
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words

MAX_COLUMNS = 40  # more would be narrower than a mark
A_MARK = 420  # twips that a mark and the space beside it take
_BESIDE = "   ·   "
_FACT, _OUTCOME = 210, 340  # twips that the letters of what comes next, and of the outcome, are high
MOST_UNTITLED = 9  # rows; of more, people's titles would have to be looked for on another page
MOST_MARKS = 8  # lines of marks under a week, so that a strip stays a strip


def docx(plan: BuyerPlan, kit: Kit) -> bytes:
    """The document for ``plan``, from the styles of ``brand.docx``."""
    document = open_brand(kit)
    words = kit.words(plan.look.locale)
    # Five columns with a status need the paper's long side; three lines stand upright like a letter.
    upright = plan.variant == "lite"
    short, long = PAPER[plan.look.paper]
    width, high = (short, long) if upright else (long, short)
    width, high = width - 2 * MARGIN, high - 2 * MARGIN + 120

    def relate(address: str) -> str:
        return str(document.part.relate_to(address, f"{R_NS}/hyperlink", is_external=True))

    page = _Page(plan, words, width, relate)
    styles = document.styles.element
    if words.babel.language == "ja":
        breaks.fix_lines(styles, but="Title" if plan.look.logo else "")
    if plan.outcome and overflows(plan.outcome, _OUTCOME, width):
        lessen(styles, "Outcome")
    filled = body_of(page.blocks())
    body = breaks.Body(filled, styles, len(plan.rows), (width, high))
    if body.pages > 1 and len(plan.rows) <= MOST_UNTITLED:
        page.titles = False  # what people do is told below the table too
        other = body_of(page.blocks())
        shorter = breaks.Body(other, styles, len(plan.rows), (width, high))
        filled, body = (other, shorter) if shorter.pages < body.pages else (filled, body)
    breaks.tighten(body, styles)
    set_page(document.sections[0], plan, upright, body.fit.margins)
    fill_body(document, filled)
    if plan.look.logo:
        add_logo(document, plan, words, width)
    add_footer(document.sections[0], plan, words, width)
    apply_brand(document, plan, words)
    set_properties(document.core_properties, plan, words)
    saved = io.BytesIO()
    document.save(saved)
    return reproducible(saved.getvalue())


class _Page:
    """The blocks of the document in the order in which they are read."""

    def __init__(self, plan: BuyerPlan, words: Words, width: int, relate: Callable[[str], str]) -> None:
        self.plan, self.words, self.width, self.relate = plan, words, width, relate
        self.relation = relate(plan.link) if plan.link else ""
        self.accent = color.readable(plan.look.color)
        self.tint = color.tint(plan.look.color)
        self.rtl = describe.rtl(plan)
        self.titles = True

    def blocks(self) -> str:
        parts = [self.head(), self.plan_table(), self.strip(), self.moves(), self.standing(), self.people()]
        return "".join(parts)

    def head(self) -> str:
        plan, words = self.plan, self.words
        names = describe.title(plan, words)
        quiet = run(names)
        room = self.width * (0.75 if plan.look.logo else 1)  # where both do not fit on the line, the names say it
        if text_width(f"{names}  ·  {words('document')}", NAME, NOTO) < room:
            quiet += run(f"  ·  {words('document')}", "Quiet")
        parts = [paragraph(quiet, "Title", rtl=is_rtl(names))]
        if plan.outcome:
            parts.append(text_paragraph(plan.outcome, "Outcome"))
        facts = []
        if plan.go_live:
            facts.append(run(f"{words('go_live')} ", "Label") + run(words.full_date(plan.go_live), "Strong"))
            far = words.distance(plan.today, plan.go_live)
            if far:
                facts.append(run(far, "Quiet"))
        if plan.done:
            facts.append(run(describe.progress(plan, words), "Strong"))
        if plan.success:
            facts.append(run(f"{words('success')} ", "Quiet") + run(describe.bound(" · ".join(plan.success))))
        if facts:
            parts.append(paragraph(run("   ·   ", "Quiet").join(facts), "Facts"))
        if plan.why:
            for key, text in (("problem", plan.why.problem), ("cost", plan.why.cost), ("ask", plan.why.ask)):
                if text:
                    parts.append(
                        paragraph(
                            run(f"{words(f'why.{key}')}  ", "Label") + run(describe.bound(text)),
                            "Reason",
                            rtl=is_rtl(text),
                        )
                    )
        parts.append(self.next_box())
        return "".join(parts)

    def next_box(self) -> str:
        """The next step, and below it who does it by when, so that a name or a day is never broken; beside it the ask."""
        upcoming = describe.next_step(self.plan, self.words)
        if upcoming is None:
            said = run(self.words("all_done"), "Strong")
        else:
            owner, day = describe.unbroken(upcoming.owner), describe.unbroken(upcoming.day)
            long = text_width(owner + _BESIDE, _FACT, NOTO) + text_width(day, _FACT, NOTO, bold=True)
            said = (
                run(f"{self.words('next')}   ", "Accent")
                + run(upcoming.label, "Strong")
                + run(f"\n{owner}" + ("\n" if long > 0.42 * self.width - 260 else _BESIDE))  # no sign ends a line
                + run(day, "Strong")
            )
        edge = [border("left", self.plan.look.color, 24)]
        upcoming_cell = paragraph(said, "Next", keep_next=True)
        widths = shares(self.width, [42, 58])
        box = row(
            [
                cell(upcoming_cell, widths[0], fill=self.tint, borders=edge, valign="center", margins=(160, 100)),
                cell(self.ask(), widths[1], valign="center", margins=(240, 0)),
            ]
        )
        gap = paragraph("", "Gap", keep_next=True)
        return gap + table([box], widths, padding=(60, 100)) + gap

    def plan_table(self) -> str:
        words = self.words
        left, right = (("id", "milestone"), ("target_date", "exit_criteria", "status"))
        owners = words.owner_heads(*self.plan.called)
        widths = columns.widths(self.plan, words, self.width, titles=self.titles)
        heads = [
            *(words(f"columns.{key}") for key in left),
            *owners,
            *(words(f"columns.{key}") for key in right),
        ]
        rule = [border("top", self.accent, 12), border("bottom", color.INK, 12)]
        header = row(
            [
                cell(text_paragraph(head, "TableHead"), w, borders=rule, valign="bottom")
                for head, w in zip(heads, widths, strict=True)
            ],
            header=True,
        )
        upcoming = self.plan.next_row
        lines = [self.line(entry, widths, entry is upcoming) for entry in self.plan.rows]
        invitation = self.invitation(widths)
        name = words("alt.table", n=len(self.plan.rows))
        return table(
            [header, *lines, *invitation],
            widths,
            caption=describe.title(self.plan, words),
            description=name,
            rtl=self.rtl,
            padding=(ROOMY.padding, 100),
        )

    def line(self, entry: Row, widths: list[int], upcoming: bool) -> str:
        words = self.words
        gone = entry.status == "cancelled"
        label = paragraph(run(entry.label, strike=gone), "Milestone", rtl=is_rtl(entry.label))
        if entry.includes:
            label += text_paragraph(describe.includes(entry, words), "Small")
        proof = text_paragraph(entry.proof or "", "Proof")
        if entry.note:
            proof += text_paragraph(words.labelled(words("note"), entry.note), "Note")
        status = paragraph(
            run(f"{describe.status_shape(entry)}\u00a0") + run(describe.status_word(entry, words)), "Status"
        )
        standing = describe.standing(entry, words, self.plan.today)
        if standing:
            status += text_paragraph(standing, "Small")
        status += self.attached(entry)
        contents = [
            text_paragraph(entry.mark, "Mark"),
            label,
            _owner(entry.buyer_owner, self.titles, words("who.open")),
            _owner(entry.seller_owner, self.titles),
            self.dates(entry, gone),
            proof,
            status,
        ]
        edge = [border("bottom", color.LIGHT, 4)]
        fill = self.tint if upcoming else None
        return row([cell(c, w, borders=edge, fill=fill) for c, w in zip(contents, widths, strict=True)])

    def attached(self, entry: Row) -> str:
        if not entry.attached:
            return ""
        shown = "".join(
            link(self.relate(address), text) if address else run(text)
            for text, address in describe.attached_pieces(entry, self.words)
        )
        return paragraph(shown, "Small", rtl=is_rtl(describe.attached(entry, self.words)))

    def dates(self, entry: Row, gone: bool) -> str:
        words = self.words
        shown = words.date(entry.target_date) if entry.target_date else words("no_date")
        parts = [paragraph(run(shown, strike=gone), "Date")]
        if entry.slips:
            parts.append(paragraph(run(words.date(entry.slips[-1].from_date), strike=True), "Small"))
        return "".join(parts)

    def invitation(self, widths: list[int]) -> list[str]:
        """Empty rows for the steps that only the buyer can see."""
        words = self.words
        said = paragraph(
            run(words("missing_steps.heading"), "Strong") + run(f"  {words('missing_steps.text')}"),
            "Invitation",
            keep_next=True,
        )
        rows = [row([cell(said, sum(widths), span=len(widths), borders=[border("bottom", color.LIGHT, 4)])])]
        for _ in range(ROOMY.blank_rows):
            rows.append(
                row(
                    [cell(paragraph("", "Proof"), w, borders=[border("bottom", color.LIGHT, 4)]) for w in widths],
                    height=ROOMY.blank_height,
                )
            )
        return rows

    def strip(self) -> str:
        """The timeline, drawn with cells: months, weeks, and under each week the marks of its milestones. A plan longer
        than :data:`MAX_COLUMNS` weeks has several weeks to a cell."""
        whole = self._drawn()
        if whole is None:
            return ""
        span = whole.within(MAX_COLUMNS)
        widths = shares(self.width, [1] * len(span.columns))
        cells = [self._weeks(monday, span.step, width) for monday, width in zip(span.columns, widths, strict=True)]
        legend = "   ·   ".join(
            filter(
                None,
                (
                    describe.timeline_legend(self.plan, self.words),
                    describe.not_agreed(self.plan, self.words, by_mark=True),
                ),
            )
        )
        head = run(self.words("timeline"), "Strong") + run(f"   {legend}", "Quiet")
        return (
            paragraph(head, "StripHead", keep_next=True)
            + table(
                [row(self._months(span.columns, widths)), row(cells)],
                widths,
                padding=(10, 10),
                description=self.words("timeline"),
            )
            + paragraph("", "Gap")
        )

    def _drawn(self) -> timeline.Span | None:
        """What the timeline spans; None where there are too few weeks to draw one."""
        whole = timeline.span_of(self.plan)
        return whole if whole is not None and len(whole.columns) >= 2 else None

    def _months(self, columns: list[date], widths: list[int]) -> list[str]:
        """One cell a month over its weeks; a name that would not fit is left out."""
        cells, at = [], 0
        for name, mondays in groupby(columns, key=self.words.month):
            count = len(list(mondays))
            room = sum(widths[at : at + count])
            shown = name if room >= 85 * len(name) else ""  # of 8 pt, so that it stays on one line
            edge = [border("left", color.LIGHT, 4)]
            cells.append(cell(text_paragraph(shown, "Tick"), room, span=count, margins=(50, 0), borders=edge))
            at += count
        return cells

    def _weeks(self, monday: date, step: int, width: int) -> str:
        """The cell of ``step`` weeks: the marks of what is due in it, and the signs of today and of the go-live."""
        plan, sunday = self.plan, monday + timedelta(7 * step - 1)
        today = monday <= plan.today <= sunday
        live = bool(plan.go_live and monday <= plan.go_live <= sunday)
        marks = [
            run(entry.mark, "Strong" if entry is plan.next_row else "Quiet" if entry.status == "done" else None)
            for entry in plan.rows
            if entry.target_date and monday <= entry.target_date <= sunday and entry.status != "cancelled"
        ]
        beside = max(1, width // A_MARK)
        lines = [run("  ").join(marks[at : at + beside]) for at in range(0, len(marks), beside)]
        if len(lines) > MOST_MARKS:
            lines = [*lines[: MOST_MARKS - 1], run("…")]
        signs = (describe.TODAY if today else "") + (describe.GO_LIVE if live else "")
        if signs or not lines:
            lines.insert(0, run(signs, "Accent"))
        fill = color.mix(plan.look.color, "#ffffff", 0.75) if live else "#e8eaee" if today else None
        edge = [border("top", color.GREY, 8), border("left", color.LIGHT, 4)]
        content = "".join(paragraph(line, "StripMark") for line in lines)
        return cell(content, width, fill=fill, borders=edge, margins=(10, 10))

    def moves(self) -> str:
        lines = describe.slip_lines(self.plan, self.words)
        since = describe.since_lines(self.plan, self.words)
        return self._list(self.words("slip.heading"), lines) + self._list(
            describe.since_heading(self.plan, self.words), since
        )

    def _list(self, heading: str, lines: list[str]) -> str:
        if not lines:
            return ""
        head = text_paragraph(heading, "Heading1", keep_next=True)
        return head + "".join(text_paragraph(line, "Person") for line in lines)

    def ask(self) -> str:
        """What the reader is asked, with the day and hour of the review."""
        meeting = describe.meeting_line(self.plan, self.words)
        said = text_paragraph(describe.ask(self.plan, self.words, whole=True), "Ask", keep_next=True)
        return said + (text_paragraph(meeting, "Person", keep_next=True) if meeting else "")

    def standing(self) -> str:
        """What nobody agreed to yet, where the timeline has not told it, and where the plan lives."""
        words, plan = self.words, self.plan
        proposals = "" if self._drawn() else describe.not_agreed(plan, words)
        said = [run(words.sentence(proposals))] if proposals else []
        if self.relation and plan.link:
            said.append(
                run(words.labelled(words("footer.link")) + " ", "Quiet")
                + link(self.relation, plan.link.removeprefix("https://"))
            )
        return paragraph(run(" ").join(said), "Person", keep_next=True) if said else ""

    def people(self) -> str:
        """A paragraph a company: on one page with the plan, where a list of names would take a second."""
        plan, parts = self.plan, []
        for company, side in ((plan.buyer, plan.buyer_people), (plan.seller, plan.seller_people)):
            names = []
            for person in side:
                said = run(person.name, "Strong") + run(self.words.titled(person.title))
                names.append(said + (run(f" {person.email}", "Quiet") if person.email else ""))
            head = run(f"{company}   ", "Label")
            beside = run("\u00a0\u00a0\u00a0·   ", "Quiet")  # no line begins with a sign
            parts.append(paragraph(head + beside.join(names), "People", rtl=is_rtl(company)))
        return "".join(parts)


def _owner(party: Party | None, titles: bool, nobody: str = "") -> str:
    if party is None:
        return text_paragraph(nobody, "Owner") if nobody else paragraph("", "Owner")
    lines = text_paragraph(party.name, "Owner")
    return lines + (text_paragraph(party.title, "Small") if party.title and titles else "")
