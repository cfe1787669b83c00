"""Roles of recipients, safeguards for transfers, and the countries in which the GDPR applies."""

from django.utils.translation import gettext_lazy as _

from wagtail_privacy.vocabulary import DPV, DPV_GDPR, Choices, Term, Vocabulary

PROCESSOR, JOINT = "processor", "joint"

RECIPIENT_ROLES: Vocabulary[Term] = Vocabulary(
    (
        Term(PROCESSOR, _("Processor"), DPV + "DataProcessor", _("Art. 28 GDPR")),
        Term(JOINT, _("Joint controller"), DPV + "JointDataControllers", _("Art. 26 GDPR")),
        Term("third-party", _("Third party"), DPV + "ThirdParty", _("Art. 4(10) GDPR")),
        Term("authority", _("Public authority"), DPV + "Authority", _("Art. 4(9) GDPR")),
    )
)

SAFEGUARDS: Vocabulary[Term] = Vocabulary(
    (
        Term("45", _("Adequacy decision"), DPV_GDPR + "A45-3", _("Art. 45 GDPR")),
        Term(
            "46-2-c",
            _("Standard contractual clauses"),
            DPV_GDPR + "A46-2-c",
            _("Art. 46(2)(c) GDPR"),
        ),
        Term("46-2-b", _("Binding corporate rules"), DPV_GDPR + "A46-2-b", _("Art. 46(2)(b) GDPR")),
        Term(
            "49-1-a",
            _("Explicit consent to the transfer"),
            DPV_GDPR + "A49-1-a",
            _("Art. 49(1)(a) GDPR"),
        ),
    )
)

#: The member states of the Union, and Iceland, Liechtenstein and Norway (November 2026).
EEA_COUNTRIES = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE")
    + ("IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK")
    + ("IS", "LI", "NO")
)

#: Their parts that have a country code of their own and in which the GDPR applies, Art. 355(1)
#: TFEU: Åland, French Guiana, Guadeloupe, Martinique, Mayotte, Réunion, Saint Martin.
EEA_TERRITORIES = frozenset(("AX", "GF", "GP", "MQ", "YT", "RE", "MF"))


def is_outside_eea(country: str) -> bool:
    """Whether a country is known and lies outside the European Economic Area."""
    return bool(country) and country not in EEA_COUNTRIES | EEA_TERRITORIES


def recipient_role_choices() -> Choices:
    return RECIPIENT_ROLES.choices()


def safeguard_choices() -> Choices:
    return SAFEGUARDS.choices()
