"""pull and diff as a program calls them: a spec and what came back go in, values come out, writing is apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mapdocs.building.checking import check
from mapdocs.building.company import kit_for
from mapdocs.errors import Refused
from mapdocs.findings import Finding, new_since
from mapdocs.plan.snapshot import SentVersion
from mapdocs.readers.package import MAX_FILE
from mapdocs.returns import ask_back, report
from mapdocs.returns.baseline import Sent
from mapdocs.returns.difference import WORDS, Difference, between_specs, of_changes
from mapdocs.returns.pull import Decide, Desk, Pulled, Returned, compare_with_spec, pull_returned
from mapdocs.schema.model import Spec
from mapdocs.storage import encoding, history
from mapdocs.storage.identity import deal_of, deal_sent
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit


@dataclass(frozen=True, slots=True)
class Written:
    """What :func:`write_pull` did. ``spec`` is the file that was changed, ``report`` the one that keeps what is not in
    it (None: not written); ``findings`` are those of the new text, ``new`` those of them that the old one did not have,
    ``questions`` what to ask the buyer about them."""

    spec: Path | None
    report: Path | None
    findings: tuple[Finding, ...] = ()
    questions: tuple[str, ...] = ()
    new: tuple[Finding, ...] = ()


def pull(
    spec: Spec,
    edited: Sequence[str | Path],
    *,
    today: date | None = None,
    base: str | Path | None = None,
    decide: Decide | None = None,
) -> Pulled:
    """The edits of returned files, each compared with the version that was sent and merged with what the spec says now.

    Nothing is written; :func:`write_pull` does that.

    Args:
        spec: from :func:`mapdocs.load`, without errors. What was sent is remembered in ``.mapdocs`` beside its file.
        edited: the files (.docx, .xlsx, a filled PDF worksheet, a reply as .eml), merged one after the other.
        today: the day of reading, the machine's where left out.
        base: what was sent, where the files do not say: a revision, or a file of ``.mapdocs/sent``.
        decide: answers for a proposal that is not sure: the value to take, "" to keep the spec's own, None to leave it
            open. Without it, all of them stay open.

    Returns:
        The new text with what was taken, what is open and what was left; a file that cannot be read or compared is
        among ``files``, with the reason in ``refused``.

    Raises:
        Refused: ``base`` names nothing that was sent, or what is remembered of it was edited.
        OSError: a file cannot be read.

    >>> import shutil
    >>> spec = mapdocs.load(shutil.copy("samples/northwind.yaml", folder))
    >>> sent = mapdocs.build(spec, out=folder, today=day, options=mapdocs.BuildOptions(only=("docx",)))
    >>> mapdocs.pull(spec, sent.paths, today=day).changed
    False
    """
    files = [_returned(Path(name), str(name)) for name in edited]
    return pull_returned(spec, files, Desk(_kits(spec), _sent(spec, base), today or date.today(), decide))


def pull_bytes(spec: Spec, returned: Returned, *, today: date, decide: Decide) -> Pulled:
    """As :func:`pull`, for a file that lies in memory; ``decide`` is asked about every change, what is sure as well."""
    return pull_returned(spec, [returned], Desk(_kits(spec), _sent(spec), today, decide, ask_all=True))


def write_pull(pulled: Pulled, *, today: date | None = None) -> Written:
    """Write the text of a pull into the spec's file, and a report of what is not in it beside that.

    Args:
        pulled: from :func:`pull`.
        today: the day that the report bears and that the new text is checked on, the machine's where left out.

    Raises:
        NotWritten: somebody else wrote the spec's file since it was read; nothing was written.
        OSError: the disk, not the spec, is the problem.
    """
    day = today or date.today()
    path = Path(pulled.before.source.file)
    if pulled.changed:
        encoding.replace_text(path, pulled.text, was=pulled.before.source.text)
    left = report.leftovers(pulled, day)
    kept = history.keep_report(path, day, left) if left else None
    if not pulled.changed:
        return Written(None, kept)
    before, after = check(pulled.before, today=day), check(pulled.spec, today=day)
    words = kit_for(pulled.spec.settings).words(pulled.spec.settings.locale)
    asked = tuple(ask_back.questions(pulled, before, after, words))
    return Written(path, kept, after, asked, new_since(before, after))


def diff(old: Spec, new: Spec | str | Path, *, today: date | None = None) -> list[Difference]:
    """What differs from one spec to another, or from a spec as it is to a file that came back.

    The comparison is for the seller's own side: internal fields are in it, marked as ``internal``.

    Args:
        old: from :func:`mapdocs.load`, without errors.
        new: another spec, or the path of a returned file.
        today: the day of reading, the machine's where left out.

    Raises:
        Refused: the returned file cannot be read or compared.
        OSError: it cannot be read from the disk.

    >>> old, new = mapdocs.load("samples/northwind.yaml"), mapdocs.load("samples/harbor-freight-slipped.yaml")
    >>> mapdocs.diff(old, old)
    []
    >>> mapdocs.diff(old, new) == []
    False
    """
    if isinstance(new, Spec):
        return between_specs(old, new)
    outcome = compare_with_spec(
        old, _returned(Path(new), str(new)), _kits(old), today=today or date.today(), sent=_sent(old)
    )
    if outcome.changes is None:
        raise Refused(*(outcome.refused or ("it cannot be read", "")))
    return of_changes(outcome.changes)


def as_page(found: Sequence[Difference], spec: Spec, old: str, new: str) -> str:
    """Differences as an HTML page, in the look of ``spec``; ``old`` and ``new`` name what was compared."""
    return kit_for(spec.settings).render(
        "diff.html.j2", differences=found, words=WORDS, name=spec.deal.name, old=old, new=new
    )


def _sent(spec: Spec, base: str | Path | None = None) -> Sent:
    """What is remembered beside ``spec`` of its own deal, and enough of others' to know them."""
    folder, deal = Path(spec.source.file).parent, deal_of(spec)

    def is_ours(version: SentVersion) -> bool:
        return deal.is_in(deal_sent(version, folder))

    return Sent(
        lambda revision: history.sent_version(folder, revision),
        history.last_revision(folder, deal.plan) if history.held_by_another(folder, deal) is None else None,
        None if base is None else _named(folder, base),
        lambda plan: [version for version in history.sent_versions(folder, plan) if is_ours(version)],
        is_ours,
        history.marks_sent(folder, deal),
    )


def _named(folder: Path, base: str | Path) -> SentVersion:
    """The version that the user names as what was sent."""
    path = Path(base)
    found = history.read_version(path) if path.is_file() else history.sent_version(folder, str(base))
    if found is None:
        kept = folder / history.FOLDER / "sent"
        raise Refused(f"{base} is no revision in {kept} and no file of that kind", f"see what is in {kept}")
    return found


def _returned(path: Path, name: str) -> Returned:
    """A file's bytes; of one that is far too large only as many as tell that it is."""
    with path.open("rb") as file:
        return Returned(name, file.read(MAX_FILE + 1))


def _kits(spec: Spec) -> list[Kit]:
    return [Kit(TemplateFolder()), kit_for(spec.settings)]
