"""A site with djinsight as its documentation installs it: prints seconds per 1000 hits as JSON."""

import json
import sys
import tempfile
import time
from collections.abc import Callable

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def bare(request: object) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns: list[URLPattern | URLResolver] = []  # filled once there are settings


def prepare(directory: str) -> None:
    settings.configure(
        SECRET_KEY="only for benchmarks",  # noqa: S106
        ALLOWED_HOSTS=["*"],
        USE_TZ=True,
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "djinsight",
        ],
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": f"{directory}/db.sqlite3",
                "CONN_MAX_AGE": None,
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        LOGGING={"version": 1, "root": {"level": "CRITICAL"}},
        DJINSIGHT={"ENABLE_TRACKING": True, "USE_REDIS": False, "USE_CELERY": False},
    )
    django.setup()
    urlpatterns.append(path("djinsight/", include("djinsight.urls")))
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def per_thousand(send: Callable[[int], object], times: int) -> float:
    start = time.process_time()
    for number in range(times):
        send(number)
    return (time.process_time() - start) * 1000 / times


def main(times: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        prepare(directory)
        from django.core.handlers.base import BaseHandler
        from django.test import RequestFactory

        handler = BaseHandler()
        handler.load_middleware()
        requests = RequestFactory()
        page = {"object_id": 1, "content_type": "auth.User", "url": "/page/"}

        def record(number: int) -> None:
            response = handler.get_response(
                requests.post(
                    "/djinsight/record-view/",
                    json.dumps({**page, "object_id": number % 200 + 1}),
                    content_type="application/json",
                    REMOTE_ADDR=f"192.0.2.{number % 250}",
                )
            )
            if response.status_code != 200:
                raise AssertionError(response.content)

        def nothing(number: int) -> None:
            bare(requests.post("/bare", "{}", content_type="application/json"))

        record(0)
        pairs = [(per_thousand(record, times), per_thousand(nothing, times)) for _ in range(rounds)]
    print(json.dumps(pairs))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
