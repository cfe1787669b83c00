"""The cookie that a form sets, so that no other site can send it in the visitor's name."""

from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from wagtail_privacy.activities import DeviceStorage
from wagtail_privacy.durations import seconds_in_words


def device_storage() -> Iterator[DeviceStorage]:
    """Yield what opening a form stores on the visitor's device, by the settings of the project."""
    if not is_protected():
        return
    if settings.CSRF_USE_SESSIONS:
        closes = settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
        name, age = settings.SESSION_COOKIE_NAME, None if closes else settings.SESSION_COOKIE_AGE
    else:
        name, age = settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_AGE
    yield DeviceStorage(
        name=name,
        reason=_("This cookie makes sure that no other website sends the form in your name."),
        lifetime=seconds_in_words(age) if age else _("until you close the browser"),
    )


def is_protected() -> bool:
    """Whether the project protects its forms with a token that the browser keeps."""
    return _has_csrf_middleware(tuple(settings.MIDDLEWARE))


@cache
def _has_csrf_middleware(paths: tuple[str, ...]) -> bool:
    # Every form of a site asks; the answer is the same as long as the settings are.
    return any(_is_csrf_middleware(path) for path in paths)


def _is_csrf_middleware(path: str) -> bool:
    middleware = import_string(path)
    return isinstance(middleware, type) and issubclass(middleware, CsrfViewMiddleware)
