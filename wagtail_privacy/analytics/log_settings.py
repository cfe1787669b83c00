"""What `settings.LOGGING` makes of addresses, as far as that can be known from the settings.

Only what this application writes by Django's logging: the web server in front of it, and whatever
else runs it, have logs of their own, of which nothing is known here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.log import DEFAULT_LOGGING

from wagtail_privacy.analytics.logging import AnonymiseAddresses

#: Writes only while somebody develops the site.
DEVELOPMENT = "django.server"


def shortens_addresses() -> bool | None:
    """Say whether every handler that writes shortens addresses; None if nobody can know."""
    config = getattr(settings, "LOGGING", None) or {}
    if not settings.LOGGING_CONFIG or config.get("incremental"):
        return None
    handlers = list(_writing(config))
    return all(map(_is_shortened, handlers)) if handlers else None


def _writing(config: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield (handler, known filters) for every handler that some logger writes to."""
    given = config.get("loggers", {})
    used = {name for logger in given.values() for name in logger.get("handlers", ())}
    used |= set(config.get("root", {}).get("handlers", ()))
    yield from _chosen(config, used)
    if not config.get("disable_existing_loggers", True) or not config:
        # Django's own loggers keep their handlers unless a named one takes them over.
        kept = {
            name
            for logger, options in DEFAULT_LOGGING["loggers"].items()
            if logger != DEVELOPMENT and not _is_taken_over(logger, given)
            for name in options.get("handlers", ())
        }
        yield from _chosen(DEFAULT_LOGGING, kept)


def _is_taken_over(logger: str, given: Mapping[str, Any]) -> bool:
    return any(logger == name or logger.startswith(f"{name}.") for name in given)


def _chosen(
    config: Mapping[str, Any], names: set[str]
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for name, handler in config.get("handlers", {}).items():
        if name in names and _writes(handler, config.get("filters", {})):
            yield handler, config.get("filters", {})


def _class_of(options: Mapping[str, Any]) -> str:
    made = options.get("()", options.get("class", ""))
    return made if isinstance(made, str) else getattr(made, "__name__", "")


def _writes(handler: Mapping[str, Any], filters: Mapping[str, Any]) -> bool:
    if _class_of(handler).endswith("NullHandler"):
        return False
    if _class_of(handler).endswith("AdminEmailHandler") and not settings.ADMINS:
        return False
    needed = {_class_of(filters.get(str(name), {})) for name in handler.get("filters", ())}
    silent = "RequireDebugFalse" if settings.DEBUG else "RequireDebugTrue"
    return not any(name.endswith(silent) for name in needed)


def _is_shortened(found: tuple[Mapping[str, Any], Mapping[str, Any]]) -> bool:
    handler, filters = found
    if _class_of(handler).endswith("AdminEmailHandler"):
        return False  # it mails the whole request, which no filter sees
    return any(_is_ours(name, filters) for name in handler.get("filters", ()))


def _is_ours(name: Any, filters: Mapping[str, Any]) -> bool:
    if isinstance(name, AnonymiseAddresses):
        return True
    made = filters.get(name, {}).get("()") if isinstance(name, str) else None
    if isinstance(made, str):
        return made.endswith(f".{AnonymiseAddresses.__name__}")
    return isinstance(made, type) and issubclass(made, AnonymiseAddresses)
