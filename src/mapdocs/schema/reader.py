"""A spec's text to a Spec: the grammar's walk, then what only holds between fields."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mapdocs.dates import working_days
from mapdocs.dates.relative import RelativeDate, resolve_all
from mapdocs.findings import Finding, in_order
from mapdocs.language.slugs import slug
from mapdocs.language.spelling import close_matches
from mapdocs.schema import fields, kinds, nodes
from mapdocs.schema.converters import Bad, email_address
from mapdocs.schema.model import (
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
from mapdocs.schema.validation import Walk


def read(text: str, *, file: str = "<spec>", settings: Settings | None = None) -> Spec:
    """The spec that ``text`` states. Never raises for what a user wrote: problems are in ``Spec.findings``."""
    settings = settings or Settings()
    root, problems = nodes.parse(text)
    walk = Walk(file, text)
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
    _fill_in_seller(root, settings)
    values = walk.group(root, fields.SPEC, "")
    return _spec(values, walk, settings)


def _fill_in_seller(root: nodes.Mapping, settings: Settings) -> None:
    """Company and owner that the settings state need not stand in the spec, so their absence is no finding."""
    company = settings.seller
    if not company.company and not company.owner:
        return
    node = next((v for k, v in root.entries if k.text == "seller"), None)
    if node is None:
        node = nodes.Mapping(nodes.Span(0, 1, 1, 1))
        root.entries.append((nodes.Scalar("seller", True, node.span), node))
    if not isinstance(node, nodes.Mapping):
        return
    present = {k.text for k, v in node.entries if not (isinstance(v, nodes.Scalar) and v.missing)}
    for key, value in (("company", company.company), ("owner", company.owner)):
        if key not in present and value:
            node.entries = [(k, v) for k, v in node.entries if k.text != key]
            node.entries.append((nodes.Scalar(key, True, node.span), nodes.Scalar(value, False, node.span)))


def people(values: Any) -> tuple[Person, ...]:
    return tuple(Person(**value) for value in values or () if value.get("name"))


def seller(values: Mapping[str, Any]) -> Seller:
    return Seller(company=values.get("company", ""), owner=values.get("owner", ""), people=people(values.get("people")))


def _spec(values: dict[str, Any], walk: Walk, settings: Settings) -> Spec:
    deal = _deal(values.get("deal", {}), walk, settings)
    buyer_values = values.get("buyer", {})
    buyer = Buyer(
        company=buyer_values.get("company", ""),
        champion=buyer_values.get("champion", ""),
        people=people(buyer_values.get("people")),
    )
    our_side = seller(values.get("seller", {}))
    if not our_side.people and settings.seller.people:
        our_side = Seller(company=our_side.company, owner=our_side.owner, people=settings.seller.people)
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


def _deal(values: dict[str, Any], walk: Walk, settings: Settings) -> Deal:
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
    return Deal(**values)


def _review(values: dict[str, Any] | None, walk: Walk) -> Review | None:
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
    rows: tuple[dict[str, Any], ...], walk: Walk, settings: Settings, deal: Deal, review: Review | None
) -> tuple[Milestone, ...]:
    ids = _ids(rows, walk)
    row_kinds = [row.get("kind") or kinds.guess(row.get("milestone", "")) for row in rows]
    resolve = _reference_resolver(ids, row_kinds)
    wanted: dict[str, date | RelativeDate | None] = {}
    for index, row in enumerate(rows):
        target = row.get("target_date")
        if isinstance(target, RelativeDate):
            anchor = target.anchor.casefold().replace("-", "_").replace(" ", "_")
            named = anchor if anchor in ("go_live", "review") else resolve(target.anchor) or target.anchor
            target = RelativeDate(target.amount, target.unit, target.after, named)
        wanted[ids[index]] = target
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
            _report_dangling(walk, f"{path}.target_date", resolution.dangling[row_id], ids)
        after = row.get("after")
        if after is not None:
            after = tuple(
                filter(
                    None,
                    (_checked_reference(ref, resolve, row_id, f"{path}.after", walk, ids) for ref in after),
                )
            )
        moved = tuple(
            Move(from_date=move.get("from"), on=move.get("on"), why=move.get("why")) for move in row.get("moved", ())
        )
        rest = {k: v for k, v in row.items() if k not in ("target_date", "after", "moved", "id", "kind")}
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
            )
        )
    return tuple(milestones)


def _ids(rows: tuple[dict[str, Any], ...], walk: Walk) -> list[str]:
    """An id a row: the one given, or the name's first part, numbered where two would be the same."""
    ids: list[str] = []
    given = {row["id"] for row in rows if row.get("id")}
    for index, row in enumerate(rows):
        row_id = row.get("id")
        if row_id:
            if row_id in ids:
                walk.report(
                    "MAP022",
                    f"milestones[{index}].id",
                    f"the id {row_id} is given twice",
                    "give each row its own",
                )
            elif row_id in ("go_live", "review"):
                walk.report(
                    "MAP022",
                    f"milestones[{index}].id",
                    f"{row_id} already means a date of the deal",
                    "choose another id",
                )
        if not row_id or row_id in ids:
            base = slug(re.split(r"\s+/\s+", row.get("milestone", ""), maxsplit=1)[0]) or f"row-{index + 1}"
            row_id, number = base, 2
            while row_id in ids or row_id in given:
                row_id, number = f"{base}-{number}", number + 1
        ids.append(row_id)
    return ids


def _reference_resolver(ids: list[str], row_kinds: list[str]) -> Any:
    """A function from what a user wrote for a row (id, kind, beginning of an id, name) to its id, or None."""

    def resolve(reference: str) -> str | None:
        if reference in ids:
            return reference
        wanted = slug(reference)
        if wanted in ids:
            return wanted
        of_kind = [i for i, kind in zip(ids, row_kinds, strict=True) if kind == wanted.replace("-", "_")]
        starting = [i for i in ids if wanted and i.startswith(wanted)]
        for found in (of_kind, starting):
            if len(found) == 1:
                return found[0]
        return None

    return resolve


def _checked_reference(ref: str, resolve: Any, own: str, path: str, walk: Walk, ids: list[str]) -> str | None:
    found: str | None = resolve(ref)
    if found is None:
        _report_dangling(walk, path, ref, ids)
    elif found == own:
        walk.report("MAP023", path, "this row waits for itself", "name the rows that must be done first")
        return None
    return found


def _report_dangling(walk: Walk, path: str, anchor: str, ids: list[str]) -> None:
    if anchor == "go_live":
        walk.report("MAP022", path, "it hangs on the go-live, and the deal has no go_live", "add go_live under deal")
    elif anchor == "review":
        walk.report(
            "MAP022",
            path,
            "it hangs on the review, and no review is scheduled",
            "add review with at and timezone",
        )
    elif anchor in ids:
        walk.report("MAP022", path, f"it hangs on {anchor}, which has no date", f"give {anchor} a target_date")
    else:
        close = close_matches(slug(anchor), ids, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}?" if close else f"the ids are {', '.join(ids[:12])}"
        walk.report("MAP022", path, f"there is no row with the id “{anchor}”", hint)


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
