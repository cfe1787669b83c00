"""Who answers for the data on a site, and how to reach them, as frozen values."""

from dataclasses import dataclass

from wagtail_privacy.vocabulary.data import LEGAL_REGIMES, LegalRegime
from wagtail_privacy.vocabulary.recipients import is_outside_eea


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody."""

    name: str = ""
    postal_address: str = ""
    email: str = ""
    phone: str = ""

    @property
    def dialled(self) -> str:
        """The telephone number as a link takes it: digits, and a plus in front."""
        digits = "".join(character for character in self.phone if character.isdigit())
        return f"+{digits}" if self.phone.strip().startswith("+") else digits

    def __bool__(self) -> bool:
        return bool(self.postal_address or self.email or self.phone)


@dataclass(frozen=True, slots=True)
class ServerLog:
    """What is known of the application's own log; a server in front of it has another."""

    shortens_addresses: bool | None = None  # None: nobody knows
    sentence: str = ""  # that says so to readers, in the active language


@dataclass(frozen=True, slots=True)
class ControllerFacts:
    """Who answers for the data on a site, Art. 4(7) GDPR, and what concerns the site as a whole."""

    contact: Contact = Contact()
    country: str = ""  # ISO 3166-1 alpha-2
    representative: Contact = Contact()  # in the Union, Art. 27
    is_public_body: bool = False
    legal_regime: str = "gdpr"
    has_data_protection_officer: bool | None = None  # None: not said
    data_protection_officer: Contact = Contact()
    authority: Contact = Contact()
    authority_url: str = ""
    secure_contact_url: str = ""
    secure_contact_title: str = ""
    server_log_days: int | None = None
    server_log_address: str = ""  # "full", "shortened", "none" or not said
    decides_automatically: bool | None = None
    decision_logic: str = ""  # Art. 13(2)(f)
    decision_consequences: str = ""
    gives_data_to_nobody: bool = False

    @property
    def is_outside_eea(self) -> bool:
        return is_outside_eea(self.country)

    @property
    def regime(self) -> LegalRegime:
        return LEGAL_REGIMES[self.legal_regime]
