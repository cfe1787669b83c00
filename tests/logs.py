"""Keeps all that is logged while the suite runs, and searches it for traces of people."""

import logging
import re

#: Addresses that exist for documentation only, so whatever test uses one speaks of a visitor.
VISITORS = re.compile(
    r"\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}\b|\b2001:0?db8:[0-9a-f:]+|"
    r"[\w.+-]+@example\.(?:com|org|net)",
    re.IGNORECASE,
)
#: People whom tests send forms for, and the address of a mail's link: whoever reads it may act.
PEOPLE = re.compile(
    r"Erika Mustermann|@musterpost\.example|0151 23456789|Bitte nach 17 Uhr|"
    r"/(?:consents|receipts)/[\w-]{43}|[?&]receipt=[\w-]{43}",
    re.IGNORECASE,
)
#: What only debugging shows: SQL with its parameters, every variable a template does not find.
QUIET = ("django.db.backends", "django.template", "asyncio", "hypothesis")


class LogBook(logging.Handler):
    """A handler that keeps every line of every logger."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
        self.lines: list[str] = []
        self.secrets: set[str] = set()

    def open(self) -> None:
        """Begin to listen, also to loggers that keep their lines to themselves."""
        root = logging.getLogger()
        root.addHandler(self)
        root.setLevel(logging.DEBUG)
        for name in QUIET:
            logging.getLogger(name).setLevel(logging.INFO)
        for name in list(logging.root.manager.loggerDict):
            logger = logging.getLogger(name)
            if not logger.propagate:
                logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def plant(self, secret: str) -> str:
        """Remember a text that must not be logged, and give it back."""
        self.secrets.add(secret)
        return secret

    def leaks(self) -> list[str]:
        """List the lines that name a planted text, a visitor of the documentation or a person."""
        found = (VISITORS.search, PEOPLE.search, self._names_secret)
        return [line for line in self.lines if any(tells(line) for tells in found)]

    def _names_secret(self, line: str) -> bool:
        return any(secret in line for secret in self.secrets)
