"""A spec's text to a Spec: the grammar's walk, then what only holds between fields."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from mapdocs.dates import working_days
from mapdocs.dates.relative import RelativeDate, resolve_all
from mapdocs.findings import Finding, in_order
from mapdocs.language.spelling import close_matches
from mapdocs.schema import fields, kinds, nodes
from mapdocs.schema.converters import Bad, email_address
from mapdocs.schema.model import (
    Acceptance,
    Buyer,
    Deal,
    Email,
    Internal,
    Milestone,
    Move,
    Person,
    Review,
    Seller,
    Settings,
    Source,
    Spec,
    Task,
    Why,
)
from mapdocs.schema.nodes import nearest
from mapdocs.schema.references import References, ids_of, report_circles
from mapdocs.schema.validation import Values, Walk


def read(text: str, *, file: str = "<spec>", settings: Settings | None = None) -> Spec:
    """The spec that ``text`` states. Never raises for what a user wrote: problems are in ``Spec.findings``."""
    settings = settings or Settings()
    root, problems = nodes.parse(text)
    walk = Walk(file, text, settings.locale)
    for problem in problems:
        walk.report(problem.code, "", problem.message, problem.hint, span=problem.span)
    if root is None or (isinstance(root, nodes.Scalar) and root.missing):
        if not problems:
            walk.report("MAP006", "", "the file is empty", "start one with: mapdocs init")
        return Spec(
            settings=settings,
            source=Source(file=file, text=text),
            findings=in_order(walk.findings),
            readable=False,
        )
    if not isinstance(root, nodes.Mapping):
        walk.report("MAP012", "", "this is no spec: it has no keys", "start one with: mapdocs init", span=root.span)
        return Spec(
            settings=settings,
            source=Source(file=file, text=text),
            findings=in_order(walk.findings),
            readable=False,
        )
    values = walk.group(_with_seller(root, settings), fields.SPEC, "")
    return _spec(values, walk, settings)


def _with_seller(root: nodes.Mapping, settings: Settings) -> nodes.Mapping:
    """``root`` with the company and owner that the settings state: where the spec says nothing, that is no finding."""
    company = settings.seller
    stated = {key: value for key, value in (("company", company.company), ("owner", company.owner)) if value}
    found = next(((k, v) for k, v in root.entries if k.text == "seller"), None)
    if not stated or (found is not None and not isinstance(found[1], nodes.Mapping)):
        return root
    span = nodes.Span(0, 1, 1, 1)
    key, old = found if found is not None else (nodes.Scalar("seller", True, span), nodes.Mapping(span))
    assert isinstance(old, nodes.Mapping)
    said = {k.text for k, v in old.entries if not (isinstance(v, nodes.Scalar) and v.missing)}
    ours = {name: value for name, value in stated.items() if name not in said}
    filled = nodes.Mapping(old.span)
    filled.end = old.end
    filled.entries = [(k, v) for k, v in old.entries if k.text not in ours]
    filled.entries += [
        (nodes.Scalar(name, True, old.span), nodes.Scalar(value, False, old.span)) for name, value in ours.items()
    ]
    whole = nodes.Mapping(root.span)
    whole.end = root.end
    whole.entries = [(k, filled if k is key else v) for k, v in root.entries]
    if found is None:
        whole.entries.append((key, filled))
    return whole


def people(values: tuple[Values, ...] | None) -> tuple[Person, ...]:
    return tuple(Person(**value) for value in values or () if value.get("name"))


def seller(values: Values) -> Seller:
    return Seller(
        company=values.get("company", ""),
        owner=values.get("owner", ""),
        people=people(values.get("people")),
        short=values.get("short"),
    )


def acceptances(values: Sequence[Values] | None) -> tuple[Acceptance, ...]:
    """What is overruled; an entry without its rule or its reason was reported, and overrules nothing."""
    return tuple(Acceptance(**value) for value in values or () if value.get("rule") and value.get("why"))


def _spec(values: Values, walk: Walk, settings: Settings) -> Spec:
    deal = _deal(values.get("deal", {}), walk, settings)
    buyer_values = values.get("buyer", {})
    buyer = Buyer(
        company=buyer_values.get("company", ""),
        champion=buyer_values.get("champion", ""),
        people=people(buyer_values.get("people")),
        short=buyer_values.get("short"),
    )
    our_side = seller(values.get("seller", {}))
    if not our_side.people and settings.seller.people:
        our_side = replace(our_side, people=settings.seller.people)
    if our_side.short is None and our_side.company == settings.seller.company:
        our_side = replace(our_side, short=settings.seller.short)
    review = _review(values.get("review"), walk)
    rows = values.get("milestones") or ()
    if "milestones" in values and not rows:
        walk.report(
            "MAP011",
            "milestones",
            "the plan has no rows",
            "add the first one: - milestone: Champion alignment",
        )
    milestones = _milestones(rows, walk, settings, deal, review)
    email = Email(**values.get("email", {}))
    _addressees(email, (*buyer.people, *our_side.people), walk)
    _misspelt_names(buyer, our_side, milestones, walk)
    internal = values.get("internal", {})
    tasks = tuple(Task(**task) for task in internal.get("tasks", ()) if task.get("task"))
    return Spec(
        deal=deal,
        buyer=buyer,
        seller=our_side,
        review=review,
        email=email,
        milestones=milestones,
        internal=Internal(**{**internal, "tasks": tasks}),
        settings=settings,
        source=Source(file=walk.file, text=walk.text, spans=walk.spans),
        findings=in_order(walk.findings),
    )


def _deal(values: Values, walk: Walk, settings: Settings) -> Deal:
    values = dict(values)
    values.setdefault("currency", settings.currency)
    if "why" in values:
        values["why"] = Why(**values["why"]) if values["why"] else None
    if "acv" in values:
        values["acv"], meant = values["acv"]
        if meant and values["currency"] not in meant:
            walk.report(
                "MAP014",
                "deal.acv",
                f"{walk.raw['deal.acv']} names another currency than {values['currency']}",
                f"write the number alone, and add currency: {meant[0]}",
            )
    if "accept" in values:
        values["accept"] = acceptances(values["accept"])
    return Deal(**values)


def _review(values: Values | None, walk: Walk) -> Review | None:
    if not values:
        return None
    zone = values.get("timezone")
    if zone is not None:
        bad = _zone_problem(zone, values.get("at"))
        if bad is not None:
            walk.report(bad.code, "review.timezone" if bad.code == "MAP021" else "review.at", bad.message, bad.hint)
            values = {k: v for k, v in values.items() if k != "timezone"}
    return Review(**values)


def _zone_problem(zone: str, at: datetime | None) -> Bad | None:
    try:
        info = zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        known = zoneinfo.available_timezones()
        cities = {name.rsplit("/", 1)[-1].casefold(): name for name in sorted(known)}
        guess = cities.get(zone.rsplit("/", 1)[-1].strip().casefold().replace(" ", "_"))
        close = [guess] if guess else close_matches(zone, sorted(known), n=1, cutoff=0.6)
        hint = f"did you mean {close[0]}?" if close else "write it as America/New_York or Europe/Berlin"
        return Bad("MAP021", f"“{zone}” is no time zone", hint)
    if at is not None:
        if not 1900 <= at.year <= 9000:
            return Bad("MAP020", f"the year {at.year} is out of reach", "check the year")
        utc = zoneinfo.ZoneInfo("UTC")
        if at.replace(tzinfo=info).astimezone(utc).astimezone(info).replace(tzinfo=None) != at:
            return Bad(
                "MAP020",
                f"{at:%H:%M} does not exist on {at:%Y-%m-%d} in {zone}",
                "the clocks change that night; move it by an hour",
            )
    return None


def _milestones(
    rows: tuple[Values, ...], walk: Walk, settings: Settings, deal: Deal, review: Review | None
) -> tuple[Milestone, ...]:
    ids = ids_of(rows, walk)
    row_kinds = [row.get("kind") or kinds.guess(row.get("milestone", "")) for row in rows]
    references = References(ids, row_kinds, walk)
    wanted: dict[str, date | RelativeDate | None] = {}
    for row_id, row in zip(ids, rows, strict=True):
        target = row.get("target_date")
        if isinstance(target, RelativeDate):
            target = replace(target, anchor=references.anchor(target.anchor))
        wanted[row_id] = target
    anchors = {"go_live": deal.go_live} if deal.go_live else {}
    if review and review.at:
        anchors["review"] = review.at.date()
    try:
        calendar = working_days.of_country(settings.holidays)
    except KeyError:
        calendar = working_days.EVERY_WEEK
    resolution = resolve_all(wanted, anchors, calendar) if wanted else None
    milestones = []
    for index, row in enumerate(rows):
        path, row_id = f"milestones[{index}]", ids[index]
        target = wanted[row_id]
        assert resolution is not None
        if row_id in resolution.circles:
            walk.report(
                "MAP023",
                f"{path}.target_date",
                "this date hangs on itself in a circle",
                "give one row of the circle a plain date",
            )
        elif row_id in resolution.dangling:
            references.report(f"{path}.target_date", resolution.dangling[row_id])
        after = row.get("after")
        if after is not None:
            found = (references.before(ref, row_id, f"{path}.after") for ref in after)
            after = tuple(filter(None, found))
        moved = tuple(
            Move(from_date=move.get("from"), on=move.get("on"), why=move.get("why")) for move in row.get("moved", ())
        )
        rest = {k: v for k, v in row.items() if k not in ("target_date", "after", "moved", "id", "kind", "accept")}
        milestones.append(
            Milestone(
                **rest,
                index=index,
                id=row_id,
                kind=row_kinds[index],
                target_date=resolution.dates.get(row_id),
                target_rule=target if isinstance(target, RelativeDate) else None,
                after=after,
                moved=moved,
                accept=acceptances(row.get("accept")),
            )
        )
    report_circles(milestones, walk)
    return tuple(milestones)


def _addressees(email: Email, known: tuple[Person, ...], walk: Walk) -> None:
    names = {person.name.casefold(): person for person in known}
    for key, wanted in (("to", email.to), ("cc", email.cc)):
        for index, who in enumerate(wanted):
            path = f"email.{key}[{index}]"
            if path not in walk.spans:
                path = f"email.{key}"
            person = names.get(who.casefold())
            if person is not None:
                if not person.email:
                    walk.report("MAP018", path, f"{who} has no mail address", f"add email to {who} under people")
            elif "@" not in who:
                close = close_matches(who, [p.name for p in known], n=1)
                hint = f"did you mean {close[0]}?" if close else "write a mail address, or a name from people"
                walk.report("MAP018", path, f"{who} is not under people", hint)
            else:
                bare = re.sub(r"^.*<([^<>]*)>\s*$", r"\1", who)
                bad = email_address(bare)
                if isinstance(bad, Bad):
                    walk.report(bad.code, path, bad.message, bad.hint)


def _misspelt_names(buyer: Buyer, our_side: Seller, milestones: tuple[Milestone, ...], walk: Walk) -> None:
    """A name that is nearly one of the people's is a slip of the pen; one that is far from all is a new person."""
    theirs, ours = [p.name for p in buyer.people], [p.name for p in our_side.people]
    named = [("buyer.champion", buyer.champion, theirs), ("seller.owner", our_side.owner, ours)]
    for row in milestones:
        named.append((f"{row.path}.buyer_owner", row.buyer_owner or "", theirs))
        named.append((f"{row.path}.seller_owner", row.seller_owner or "", ours))
    for path, name, known in named:
        if not name or not known or name in known:
            continue
        close = close_matches(name, known, n=1, cutoff=0.85)
        if close:
            where = nearest(walk.spans, path)
            walk.findings.append(
                Finding(
                    walk.file,
                    where.line,
                    where.column,
                    "MAP025",
                    "warning",
                    path,
                    f"“{name}” is not under people, and {close[0]} is",
                    f"did you mean {close[0]}?",
                    len(name),
                )
            )
