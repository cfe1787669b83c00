"""Reads what real TILT documents write: legal bases and periods, in many shapes."""

import re
from dataclasses import dataclass

from wagtail_privacy.durations import Duration, DurationUnit
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES, SPECIAL_CONDITIONS

#: No reference and no period is longer; what is longer is prose.
LONGEST = 100

GDPR = "GDPR"
_GDPR_NAMES = frozenset(("GDPR", "DSGVO", "DSVGO", "EUDSGVO", "RGPD"))

_WORDS_BEFORE = r"(?:Artikel|Article|Art\.?|§§?|Section|Sec\.?)"
_ABSATZ = r"(?:Absatz|Abs\.?|paragraph|para\.?)"
_LETTER = r"(?:Buchstabe|Buchst\.?|lit\.?|letter|point)"
_LAW = r"(?P<law>[A-Za-zÄÖÜäöü][A-Za-zÄÖÜäöü -]{0,38}[A-Za-zÄÖÜäöü])"

#: `GDPR-6-1-f`, `BDSG-26`: the law, and up to three numbers or letters.
_CODED = re.compile(
    r"(?P<law>[A-Za-zÄÖÜäöü]{2,30})-(?P<number>\d{1,4}[a-z]?)"
    r"(?:-(?P<paragraph>\d{1,3}))?(?:-(?P<letter>[a-z]))?"
)
#: `Art. 6(1)(f) GDPR`, `Artikel 6 Absatz 1 Buchstabe b) DSGVO`, `§ 7 Absatz 3 UWG`.
_WRITTEN = re.compile(
    rf"{_WORDS_BEFORE}\s*(?P<number>\d{{1,4}}[a-z]?)"
    rf"(?:\s*(?:{_ABSATZ}\s*(?P<p1>\d{{1,3}})|\(\s*(?P<p2>\d{{1,3}})\s*\)))?"
    rf"(?:\s*(?:S(?:atz|\.)\s*\d))?"
    rf"(?:\s*(?:{_LETTER}\s*\(?(?P<l1>[a-z])\)?|\(\s*(?P<l2>[a-z])\s*\)|(?P<l3>[a-z])\)?(?=\s)))?"
    rf"\s*(?:of\s+the\s+|der\s+)?{_LAW}",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T?(\d{1,5})H)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LegalReference:
    """An article or section of a law: `law` is GDPR for every name of that regulation."""

    law: str
    number: str
    paragraph: str = ""
    letter: str = ""

    @property
    def code(self) -> str:
        """The reference as TILT writes it, such as ``GDPR-6-1-f`` or ``SGBV-284-1``."""
        law = "".join(character for character in self.law.upper() if "A" <= character <= "Z")
        return "-".join(filter(None, (law, self.number, self.paragraph, self.letter)))

    @property
    def is_gdpr(self) -> bool:
        return self.law == GDPR

    @property
    def legal_basis(self) -> str:
        """The code in `LEGAL_BASES` if it is a basis of Art. 6(1) GDPR, else nothing."""
        return self._code_in(LEGAL_BASES)

    @property
    def special_condition(self) -> str:
        """The code in `SPECIAL_CONDITIONS` if it is a condition of Art. 9(2) GDPR, else nothing."""
        return self._code_in(SPECIAL_CONDITIONS)

    def _code_in(self, vocabulary: object) -> str:
        code = "-".join((self.number, self.paragraph, self.letter))
        known = self.is_gdpr and code in vocabulary  # type: ignore[operator]
        return code if known else ""


def read_reference(text: object) -> LegalReference | None:
    """Read a reference to a law in any of the shapes that real documents use, or give None."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    wanted = " ".join(text.split())
    if match := _CODED.fullmatch(wanted):
        paragraph, letter = match["paragraph"], match["letter"]
    elif match := _WRITTEN.fullmatch(wanted):
        paragraph = match["p1"] or match["p2"]
        letter = match["l1"] or match["l2"] or match["l3"]
    else:
        return None
    return LegalReference(
        _law(match["law"]), match["number"].lower(), paragraph or "", (letter or "").lower()
    )


def _law(name: str) -> str:
    return GDPR if re.sub(r"[^A-Z]", "", name.upper()) in _GDPR_NAMES else name


def read_duration(text: object) -> Duration | None:
    """Read a period that is a number of one calendar unit, or give None.

    Years with months are months; weeks and whole days of hours, also without the T that ISO 8601
    wants before hours (``P72H``), are days where they are not alone.
    """
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    years, months, weeks, days, hours = (int(part or 0) for part in match.groups())
    try:
        return _of_months(years, months, weeks, days, hours)
    except ValueError:  # longer than a hundred years
        return None


def _of_months(years: int, months: int, weeks: int, days: int, hours: int) -> Duration | None:
    shorter = weeks or days or hours
    if years or months:
        if shorter:
            return None  # a month has no fixed number of days
        if months:
            return Duration(years * 12 + months, DurationUnit.MONTH)
        return Duration(years, DurationUnit.YEAR)
    if hours % 24:
        return None
    if weeks and not (days or hours):
        return Duration(weeks, DurationUnit.WEEK)
    total = weeks * 7 + days + hours // 24
    return Duration(total, DurationUnit.DAY) if total else None
