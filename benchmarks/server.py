"""A real server in a process of its own: HTTP over loopback, one request at a time.

It is the one of the standard library. What it costs itself is the same for both sides of a ratio,
as the cost of gunicorn or uWSGI would be.
"""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.db import connections

CONTROL = "/-/benchmark"  # answers with the seconds of processor used so far
SETTLE = "/-/settle"  # ends what has been begun


class _Server(WSGIServer):
    request_queue_size = 128

    def server_bind(self) -> None:
        super().server_bind()
        self.server_name = "localhost"


class _Quiet(WSGIRequestHandler):
    def address_string(self) -> str:
        return str(self.client_address[0])

    def log_message(self, *args: Any) -> None:
        return


class Server:
    """A running server; it takes requests as bytes."""

    def __init__(self, port: int):
        self.port = port

    def send(self, request: bytes, source: str = "127.0.0.1") -> bytes:
        """Send a request from an address of this machine and give the whole response."""
        with socket.socket() as connection:
            connection.bind((source, 0))
            connection.connect(("127.0.0.1", self.port))
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def settle(self) -> None:
        """Let the server end what it has begun."""
        self.send(f"GET {SETTLE} HTTP/1.0\r\n\r\n".encode())

    def cpu_seconds(self) -> float:
        """Give the seconds of processor that the server has used."""
        answer = self.send(f"GET {CONTROL} HTTP/1.0\r\n\r\n".encode())
        return float(answer.rpartition(b"\r\n\r\n")[2])


@contextmanager
def running(make_application: Callable[[], Any], settle: Callable[[], object]) -> Iterator[Server]:
    """Run an application in a process of its own; `settle` ends what it has begun."""
    listener = _Server(("127.0.0.1", 0), _Quiet)
    connections.close_all()
    child = os.fork()
    if child == 0:
        _serve(listener, make_application, settle)
    try:
        yield Server(listener.server_port)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        listener.server_close()


def _serve(
    listener: WSGIServer, make_application: Callable[[], Any], settle: Callable[[], object]
) -> None:
    application = make_application()

    def controlled(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == SETTLE:
            settle()
        if environ["PATH_INFO"] in (CONTROL, SETTLE):
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [str(time.process_time()).encode()]
        return application(environ, start_response)

    try:
        listener.set_app(controlled)
        listener.serve_forever()
    finally:
        os._exit(1)


def request(method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    """Give a request as a browser sends it."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body
