"""A server on loopback that writes down who calls, and answers so that a caller would go on."""

from __future__ import annotations

import socketserver
import threading


class Listener:
    """``address`` is ``127.0.0.1:port``; ``heard`` is what callers sent first, one entry a call."""

    def __enter__(self) -> Listener:
        heard: list[bytes] = []

        class Answer(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                self.request.settimeout(2)
                heard.append(self.request.recv(4096))
                self.request.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/css\r\nContent-Length: 0\r\n\r\n")

        self.heard = heard
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer)
        self.address = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
