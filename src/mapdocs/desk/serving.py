"""The server: Starlette finds the handler, uvicorn speaks HTTP on loopback. Nothing else in the room knows either."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from mapdocs.desk.asking import NOTHING, REFUSED, Answer, Asked, Handler
from mapdocs.desk.guard import App, Door, Guard

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_EVERY = 0.04  # seconds between two looks of a waiting answer
_HOLD = 15.0  # seconds after which a waiting browser is answered, changed or not

#: A route: its method, its path as Starlette writes it, and who answers.
Route = tuple[str, str, Handler]
#: A route that is answered once the second function says that there is something new.
Waiting = tuple[str, Handler, Callable[[Asked], bool]]


class Server:
    """Serves ``routes`` on loopback, and those of ``waiting`` when they have something new; ``port`` 0 takes any that is
    free.

    Raises:
        OSError: the port is taken.
    """

    def __init__(self, routes: list[Route], waiting: list[Waiting], door: Door, *, port: int = 0) -> None:
        import uvicorn

        # Named a TCP socket, or asyncio would let an answer's body wait for its head to be acknowledged: 40 ms each.
        bound = socket.create_server(("127.0.0.1", port))
        self._socket = socket.socket(bound.family, bound.type, socket.IPPROTO_TCP, fileno=bound.detach())
        self.port = int(self._socket.getsockname()[1])
        self.door = door
        door.hosts = frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})
        self._ending = threading.Event()
        config = uvicorn.Config(
            Guard(self._application(routes, waiting), door),
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
            http="h11",
            loop="asyncio",
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=2,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.door.token}/"

    def start(self) -> None:
        """Answer in the background until :meth:`close`."""
        self._thread.start()

    def close(self) -> None:
        self._ending.set()
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(5)
        self._socket.close()

    def _application(self, routes: list[Route], waiting: list[Waiting]) -> App:
        from starlette.applications import Starlette
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import Response
        from starlette.routing import Route as Served

        def responded(answer: Answer) -> Response:
            return Response(answer.body, answer.status, dict(answer.headers), answer.kind)

        def served(handler: Handler) -> Callable[[Request], object]:
            async def endpoint(request: Request) -> Response:
                asked = await _asked(request)
                return responded(await run_in_threadpool(handler, asked))

            return endpoint

        def held(handler: Handler, is_new: Callable[[Asked], bool]) -> Callable[[Request], object]:
            async def endpoint(request: Request) -> Response:
                asked, waited = await _asked(request), 0.0
                while waited < _HOLD and not self._ending.is_set() and not is_new(asked):
                    await asyncio.sleep(_EVERY)
                    waited += _EVERY
                return responded(await run_in_threadpool(handler, asked))

            return endpoint

        async def nothing(request: Request, problem: Exception) -> Response:
            return responded(NOTHING)

        async def refused(request: Request, problem: Exception) -> Response:
            return responded(REFUSED)

        application = Starlette(
            routes=[
                *(Served(path, served(handler), methods=[method]) for method, path, handler in routes),
                *(Served(path, held(handler, is_new)) for path, handler, is_new in waiting),
            ],
            exception_handlers={404: nothing, 405: nothing, ValueError: refused},
        )
        application.router.redirect_slashes = False
        return application


async def _asked(request: Request) -> Asked:
    return Asked(
        {key: str(value) for key, value in request.path_params.items()},
        dict(request.query_params),
        await request.body(),
        request.headers.get("accept-language", ""),
    )
