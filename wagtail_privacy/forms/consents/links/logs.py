"""A filter that keeps the tokens of links out of a log."""

import logging
import re

_TOKEN = re.compile(r"(/(?:consents|receipts)/|[?&]receipt=)[\w-]{6,}")


def without_tokens(text: str) -> str:
    """Give a line in which no link leads anywhere any more."""
    return _TOKEN.sub(r"\1…", text)


class HideTokens(logging.Filter):
    """To be put on every handler of `LOGGING`: a filter on a logger misses the loggers below it."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except Exception:
            return True  # what cannot be formatted is not written, but reported by the handler
        hidden = without_tokens(message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
