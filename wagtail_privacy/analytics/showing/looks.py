"""Which numbers ask for a look at the page: rules of values, for the report and the editor."""

import datetime

#: A page that is read in less than this part of the time that its text takes is left unread.
READ_PART = 4
#: Below so many views in the period before, half of them says nothing.
FEWEST_TO_FALL = 20
#: A page is old when it was published so many days ago, and unread below so many views.
OLD_DAYS = 365
#: How long people take for a text; silent reading is rather quicker (200 to 260 words).
WORDS_A_MINUTE = 200
#: Of a shorter text the time says nothing.
FEWEST_WORDS = 100


def reading_seconds(words: int) -> int | None:
    """Give how long so many words take to read; None if they are too few to compare with."""
    return round(words * 60 / WORDS_A_MINUTE) if words >= FEWEST_WORDS else None


def is_hardly_read(seconds: int | None, expected: int | None) -> bool:
    """Say whether people leave long before they can have read the text."""
    return seconds is not None and expected is not None and seconds * READ_PART < expected


def is_falling(now: int | None, before: int | None) -> bool:
    """Say whether a number has fallen to half of what it was, or below."""
    return before is not None and before >= FEWEST_TO_FALL and 2 * (now or 0) <= before


def is_old(published: datetime.date | None, today: datetime.date) -> bool:
    """Say whether nobody has published a page for long."""
    return published is not None and (today - published).days > OLD_DAYS
