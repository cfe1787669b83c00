"""Requests without a server: the WSGI handler called in this process, as a server would call it."""

import io
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

HOST = "localhost"


class Client:
    """Calls the site as a server would: one environment in, one response out and closed."""

    def __init__(self, middleware: Sequence[str] | None = None):
        if middleware is None:
            self.handler = WSGIHandler()
        else:
            with override_settings(MIDDLEWARE=list(middleware)):
                self.handler = WSGIHandler()

    def send(self, environ: dict[str, Any], body: bytes = b"") -> tuple[str, dict[str, str], bytes]:
        """Give status, headers and content of the response."""
        answer: list[Any] = []
        sent = {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        response = self.handler(sent, lambda *given: answer.extend(given))  # type: ignore[arg-type]
        content = b"".join(response)
        response.close()
        return answer[0], {name.lower(): value for name, value in answer[1]}, content

    def pieces(self, environ: dict[str, Any]) -> Iterator[bytes]:
        """Yield the content of a response as it is made, so that it is never held as a whole."""
        sent = {**environ, "wsgi.input": io.BytesIO(), "CONTENT_LENGTH": "0"}
        response = self.handler(sent, lambda *given: None)  # type: ignore[arg-type]
        yield from response
        response.close()

    def expect(self, status: str, environ: dict[str, Any], body: bytes = b"") -> bytes:
        """Give the content of a response of this status; raise `AssertionError` for another."""
        got, _headers, content = self.send(environ, body)
        if not got.startswith(status):
            raise AssertionError(f"{environ['PATH_INFO']} answered {got}")
        return content

    def queries(
        self, environ: dict[str, Any], first: bytes = b"", second: bytes | None = None
    ) -> int:
        """Give the number of SQL queries of a request, the second of its kind.

        The second has the content of the first, unless it is given one of its own.
        """
        self.send(environ, first)
        with CaptureQueriesContext(connection) as captured:
            self.send(environ, first if second is None else second)
        return sum(1 for query in captured.captured_queries if _is_query(query["sql"]))


def environ(method: str, path: str, **more: str) -> dict[str, Any]:
    """Give the environment of a request as a server makes it."""
    parts = urlsplit(path)
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
        "HTTP_HOST": HOST,
        "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "HTTP_ACCEPT": "*/*",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **more,
    }


def signed_in() -> dict[str, str]:
    """Give the header by which a request comes from somebody who may see everything."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client as Browser

    users = get_user_model().objects
    user = users.filter(username="admin").first() or users.create_superuser("admin")
    browser = Browser()
    browser.force_login(user)
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={key}"}


def _is_query(sql: str) -> bool:
    return not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "PRAGMA"))
