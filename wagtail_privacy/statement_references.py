"""Which statement of a site, and which version of it, is meant: as frozen values with addresses."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatementReference:
    """Where the privacy statement of a site is read."""

    title: str
    url: str
    page_id: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class StatementVersionReference:
    """The version of a statement that readers see, and where any version of it is read.

    The addresses are whole, so that a receipt may name them; they are empty while the statement
    is not published.
    """

    page_id: int
    number: int
    sha256: str
    language: str
    statement_url: str = ""

    @property
    def url(self) -> str:
        """The permanent address of this version."""
        return self.url_of(self.number)

    def url_of(self, number: int) -> str:
        """Give the permanent address of a version, such as the one that somebody agreed to."""
        return f"{self.statement_url}versions/{number}/" if self.statement_url else ""

    def changes_since(self, number: int) -> str:
        """Give where one reads what changed since a version; nothing if it is still this one."""
        has_changed = 0 < number < self.number
        return f"{self.url}changes/?since={number}" if self.url and has_changed else ""
