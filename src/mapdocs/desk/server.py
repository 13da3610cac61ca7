"""The preview's page on this machine's own address: a token in every path, nothing served that is not in memory."""

from __future__ import annotations

import contextlib
import hmac
import json
import secrets
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote

from mapdocs.desk.studio import State, Studio, View
from mapdocs.schema.decoding import lines_of

_HOLD = 15.0  # seconds after which a waiting browser is answered, changed or not
_TYPES = {
    ".eml": "message/rfc822",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ics": "text/calendar; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".tsv": "text/tab-separated-values; charset=utf-8",
}
_PICTURE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin"
)

Answer = tuple[HTTPStatus, str, bytes, dict[str, str]]


class Server:
    """Serves ``studio`` on loopback. ``page`` is the shell of the page; ``port`` 0 takes any that is free.

    Raises:
        OSError: the port is taken.
    """

    def __init__(self, studio: Studio, page: str, *, port: int = 0) -> None:
        self.token = secrets.token_urlsafe(24)
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _handler(studio, page, self))
        self._http.daemon_threads = True
        self.port = int(self._http.server_address[1])
        self.hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.token}/"

    def start(self) -> None:
        """Answer in the background until :meth:`close`."""
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def _handler(studio: Studio, page: str, server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """GET alone. A request from another host name, or without the token, is told nothing."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            token, slash, place = self.path.removeprefix("/").partition("?")[0].partition("/")
            known = (
                bool(slash)
                and self.headers.get("Host") in server.hosts
                and hmac.compare_digest(token.encode(), server.token.encode())
            )
            answer = self._answer(place) if known else None
            nothing: Answer = (HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"There is nothing here.\n", {})
            with contextlib.suppress(ConnectionError):  # the browser has gone on
                self._send(*(answer or nothing))

        def _answer(self, place: str) -> Answer | None:
            if place == "":
                nonce = secrets.token_urlsafe(12)
                policy = (
                    f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src 'self'; connect-src 'self'; "
                    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                )
                body = page.replace("NONCE", nonce).encode()
                return HTTPStatus.OK, _TYPES[".html"], body, {"Content-Security-Policy": policy}
            kind, _, rest = place.partition("/")
            if kind == "state" and rest.isdecimal():
                stated = as_json(studio.newer_than(int(rest), _HOLD))
                return HTTPStatus.OK, "application/json", json.dumps(stated).encode("utf-8", "replace"), {}
            state = studio.state
            if kind == "view":
                key, _, number = rest.partition("/")
                return _picture({view.key: view for view in state.views}.get(key), number)
            if kind == "file" and rest in state.files:
                name = rest.rsplit("/", 1)[-1]
                suffix = name[name.rfind(".") :]
                headers = {
                    "Content-Disposition": f"attachment; filename*=UTF-8''{_quoted(name)}",
                    "Content-Security-Policy": "sandbox",
                }
                return HTTPStatus.OK, _TYPES.get(suffix, "application/octet-stream"), state.files[rest], headers
            return None

        def _send(self, status: HTTPStatus, kind: str, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            fixed = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
            for name, value in {**fixed, **headers, "Content-Type": kind, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def version_string(self) -> str:
            return "mapdocs"

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            pass

    return Handler


def _picture(view: View | None, number: str) -> Answer | None:
    if view is None:
        return None
    if view.html and not number:
        return (
            HTTPStatus.OK,
            _TYPES[".html"],
            view.html.encode("utf-8", "replace"),
            {"Content-Security-Policy": _PICTURE},
        )
    if number.isdecimal() and int(number) < len(view.images):
        return HTTPStatus.OK, "image/png", view.images[int(number)], {}
    return None


def _quoted(name: str) -> str:
    return quote(name, safe="")


def as_json(state: State) -> dict[str, Any]:
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
