"""What can be asked for, and who answers: each address of the page with its handler."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from mapdocs.building.api import build
from mapdocs.deals.overview import overview
from mapdocs.desk import beginning, calling, editor, returned, shell
from mapdocs.desk.asking import HTML, NOTHING, Answer, Asked, Handler, as_download, as_json
from mapdocs.desk.guard import MOST_BYTES, Door
from mapdocs.desk.incoming import Incoming
from mapdocs.desk.papers import Papers
from mapdocs.desk.round import OUT, Rounds
from mapdocs.desk.serving import Route, Server, Waiting
from mapdocs.desk.sessions import Desk, Session
from mapdocs.desk.studio import State
from mapdocs.errors import MapdocsError
from mapdocs.findings import has_errors
from mapdocs.schema.decoding import lines_of
from mapdocs.schema.loader import load

#: What the list of deals tells of each, beside its address and its date.
_TOLD = ("deal", "company", "step", "buyer_owner", "owner", "days", "state", "flags", "done", "total")


class Pages:
    """The handlers over one desk."""

    def __init__(self, desk: Desk, door: Door) -> None:
        self._desk, self._door = desk, door
        self._incoming, self._papers, self._rounds = Incoming(desk), Papers(desk), Rounds(desk)

    def routes(self) -> list[Route]:
        deal = "/deal/{key}"
        return [
            ("GET", "/", self._page),
            ("GET", "/page/{name}", self._asset),
            ("GET", "/deals", self._deals),
            ("POST", "/new", self._new),
            *self._of_the_folder(),
            ("GET", f"{deal}/board", self._of(lambda s, _: as_json(editor.look(s)))),
            ("GET", f"{deal}/view/{{view}}", self._of(_picture)),
            ("GET", f"{deal}/view/{{view}}/{{number:int}}", self._of(_picture)),
            ("GET", f"{deal}/file/{{file:path}}", self._of(_file)),
            ("GET", f"{deal}/zip", self._of(_zip)),
            ("POST", f"{deal}/change", self._of(lambda s, a: as_json(editor.change(s, a.said())))),
            ("POST", f"{deal}/try", self._of(lambda s, a: as_json(editor.attempt(s, a.said())))),
            ("POST", f"{deal}/undo", self._of(lambda s, _: as_json(editor.step(s, back=True)))),
            ("POST", f"{deal}/redo", self._of(lambda s, _: as_json(editor.step(s, back=False)))),
            ("POST", f"{deal}/build", self._of(_build)),
            ("POST", f"{deal}/returned", self._of(_received)),
            ("POST", f"{deal}/answers", self._of(_answers)),
        ]

    def _of_the_folder(self) -> list[Route]:
        """What needs no deal that is open: import, the training's papers, building all."""
        papers = self._papers
        return [
            ("POST", "/import", self._whole(self._dropped)),
            (
                "POST",
                "/import/{file}",
                self._whole(lambda a: as_json(self._incoming.answer(a.place["file"], a.said()))),
            ),
            ("POST", "/worksheet", self._whole(papers.worksheet)),
            ("GET", "/paper/{id}", papers.file),
            ("GET", "/paper/{id}/{number:int}", papers.picture),
            ("GET", "/pressure.pdf", papers.pressure_pdf),
            ("GET", "/pressure/{key}", papers.pressure),
            ("POST", "/build", self._whole(lambda _: as_json(self._rounds.start()))),
            ("GET", "/built/{key}/{number:int}", self._whole(self._built)),
            ("POST", "/build/stop", self._whole(lambda _: as_json(self._rounds.stop()))),
        ]

    def _whole(self, answer: Handler) -> Handler:
        """``answer`` where the desk is of a folder; a desk of one deal has none of that."""
        return lambda asked: answer(asked) if self._desk.whole_folder else NOTHING

    def _built(self, asked: Asked) -> Answer:
        """A file that the building of all made."""
        try:
            file = self._rounds.file(asked.place["key"], int(asked.place["number"]))
        except OSError:
            return NOTHING
        return NOTHING if file is None else as_download(*file)

    def _dropped(self, asked: Asked) -> Answer:
        return as_json(self._incoming.receive(_file_name(asked), asked.body))

    def waiting(self) -> list[Waiting]:
        def is_new(asked: Asked) -> bool:
            session = self._desk.session(asked.place["key"])
            return session is None or session.studio.state.number > int(asked.place["number"])

        def goes_on(asked: Asked) -> bool:
            return self._rounds.number != int(asked.place["number"])

        return [
            ("/deal/{key}/state/{number:int}", self._of(lambda s, _: as_json(state_of(s.studio.state))), is_new),
            ("/build/{number:int}", lambda _: as_json(self._rounds.state()), goes_on),
        ]

    def _of(self, answer: Callable[[Session, Asked], Answer]) -> Callable[[Asked], Answer]:
        def handler(asked: Asked) -> Answer:
            session = self._desk.session(asked.place["key"])
            return NOTHING if session is None else answer(session, asked)

        return handler

    def _page(self, asked: Asked) -> Answer:
        desk = self._desk
        facts = {
            "only": "" if desk.whole_folder else desk.key_of(desk.root),
            "folder": desk.folder.resolve().name,
            "most": MOST_BYTES,
            "whole": desk.whole_folder,
            "known": {} if self._door.read_only else beginning.known(desk),
        }
        return shell.page(self._door, facts, asked.languages)

    def _asset(self, asked: Asked) -> Answer:
        return shell.asset(asked.place["name"]) or NOTHING

    def _deals(self, asked: Asked) -> Answer:
        desk = self._desk
        good, bad = desk.specs()
        listed = [
            {name: getattr(d, name) for name in _TOLD}
            | {"key": desk.key_of(Path(d.file)), "due": d.due.isoformat() if d.due else ""}
            for d in overview(good, today=desk.day)
        ]
        unread = [{"key": desk.key_of(path), "file": path.name, "why": why} for path, why in bad]
        return as_json({"deals": listed, "unread": unread})

    def _new(self, asked: Asked) -> Answer:
        if not self._desk.whole_folder:
            return NOTHING
        said = {key: value for key, value in asked.said().items() if isinstance(value, str)}
        try:
            return as_json(beginning.begin(self._desk, said))
        except OSError as problem:
            return as_json({"refused": {"message": problem.strerror or str(problem), "hint": "nothing was written"}})


def serve(desk: Desk, *, read_only: bool = False, port: int = 0) -> Server:
    """The server of ``desk``, not started yet.

    Raises:
        OSError: the port is taken.
    """
    door = Door(read_only=read_only)
    pages = Pages(desk, door)
    return Server([*pages.routes(), *calling.routes(desk)], pages.waiting(), door, port=port)


def state_of(state: State) -> dict[str, object]:
    """``state`` as the page's script takes it."""
    html, text = state.email
    return {
        "number": state.number,
        "problem": state.problem,
        "notes": state.notes,
        "lines": lines_of(state.text),
        "findings": [
            {"line": f.line, "level": f.level, "code": f.code, "message": f.message, "hint": f.hint, "file": f.file}
            for f in state.findings
        ],
        "views": [
            {
                "key": v.key,
                "title": v.title,
                "file": v.file,
                "pages": len(v.images),
                "digest": v.digest,
                "internal": v.file.startswith("internal/"),
            }
            for v in state.views
        ],
        "email": {"html": html, "text": text},
    }


def _picture(session: Session, asked: Asked) -> Answer:
    view = next((v for v in session.studio.state.views if v.key == asked.place["view"]), None)
    number = asked.place.get("number", "")
    if view is not None and view.html and not number:
        headers = {"Content-Security-Policy": shell.PICTURE}
        return Answer(view.html.encode("utf-8", "replace"), HTML, headers=headers)
    if view is not None and number and int(number) < len(view.images):
        return Answer(view.images[int(number)], "image/png")
    return NOTHING


def _file(session: Session, asked: Asked) -> Answer:
    name = asked.place["file"]
    content = session.studio.state.files.get(name)
    return NOTHING if content is None else as_download(name.rsplit("/", 1)[-1], content)


def _zip(session: Session, asked: Asked) -> Answer:
    """What the buyer gets, and nothing else."""
    files = {name: raw for name, raw in session.studio.state.files.items() if name.startswith("buyer/")}
    if not files:
        return NOTHING
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name.removeprefix("buyer/"), raw)
    return as_download(f"{session.path.stem}-for-the-buyer.zip", held.getvalue())


def _build(session: Session, asked: Asked) -> Answer:
    """Write every file beside the spec, as build does."""
    try:
        spec = load(session.path)
        out = session.path.parent / OUT
        made = build(spec, out=out, today=session.day, force=asked.said().get("force") is True)
    except (MapdocsError, OSError) as problem:
        return as_json({"refused": editor.told(session, problem)})
    if has_errors(made.findings):
        return as_json({"blocked": sum(f.level == "error" for f in made.findings)})
    return as_json(
        {
            "folder": str(made.paths[0].parents[1].resolve()) if made.paths else "",
            "files": [path.name for path in made.paths],
            "edited": [path.name for path in made.edited],
            "missing": dict(made.missing),
            "notes": list(made.notes),
        }
    )


def _received(session: Session, asked: Asked) -> Answer:
    return as_json(returned.receive(session, _file_name(asked), asked.body))


def _file_name(asked: Asked) -> str:
    """The dropped file's own name, without whatever path stands before it."""
    return Path(asked.query.get("name", "").replace("\\", "/")).name


def _answers(session: Session, asked: Asked) -> Answer:
    said = asked.said()
    answers = said.get("answers")
    given = {str(k): v for k, v in answers.items() if isinstance(v, str)} if isinstance(answers, dict) else {}
    base = str(said.get("base") or "")
    return as_json(returned.answer(session, given, write=said.get("write") is True, base=base))
