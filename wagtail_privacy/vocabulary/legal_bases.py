"""Legal bases of Art. 6(1) GDPR and the conditions of Art. 9(2) for special categories."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from wagtail_privacy.vocabulary import DPV_GDPR, Choices, Term, Text, Vocabulary


@dataclass(frozen=True, slots=True)
class LegalBasis(Term):
    """A basis of Art. 6(1): `words` tells a reader why the data may be used."""

    words: Text = ""
    needs_norm: bool = False  # Art. 6(3): a law of the Union or a member state
    needs_interest: bool = False  # Art. 13(1)(d)


LEGAL_BASES: Vocabulary[LegalBasis] = Vocabulary(
    (
        LegalBasis(
            "6-1-a",
            _("Consent"),
            DPV_GDPR + "A6-1-a",
            _("Art. 6(1)(a) GDPR"),
            words=_("This rests on your consent. You can withdraw it at any time."),
        ),
        LegalBasis(
            "6-1-b",
            _("Contract"),
            DPV_GDPR + "A6-1-b",
            _("Art. 6(1)(b) GDPR"),
            words=_("We need this for a contract with you, or because you want to conclude one."),
        ),
        LegalBasis(
            "6-1-c",
            _("Legal obligation"),
            DPV_GDPR + "A6-1-c",
            _("Art. 6(1)(c) GDPR"),
            words=_("A law obliges us to do this."),
            needs_norm=True,
        ),
        LegalBasis(
            "6-1-d",
            _("Vital interests"),
            DPV_GDPR + "A6-1-d",
            _("Art. 6(1)(d) GDPR"),
            words=_("This protects the life or health of somebody in an emergency."),
        ),
        LegalBasis(
            "6-1-e",
            _("Public task"),
            DPV_GDPR + "A6-1-e",
            _("Art. 6(1)(e) GDPR"),
            words=_("This is one of our tasks by law."),
            needs_norm=True,
        ),
        LegalBasis(
            "6-1-f",
            _("Legitimate interests"),
            DPV_GDPR + "A6-1-f",
            _("Art. 6(1)(f) GDPR"),
            words=_("We have a legitimate interest in this, and yours do not outweigh it."),
            needs_interest=True,
        ),
    )
)

SPECIAL_CONDITIONS: Vocabulary[Term] = Vocabulary(
    (
        Term("9-2-a", _("Explicit consent"), DPV_GDPR + "A9-2-a", _("Art. 9(2)(a) GDPR")),
        Term(
            "9-2-b",
            _("Employment, social security and social protection law"),
            DPV_GDPR + "A9-2-b",
            _("Art. 9(2)(b) GDPR"),
        ),
        Term("9-2-c", _("Vital interests"), DPV_GDPR + "A9-2-c", _("Art. 9(2)(c) GDPR")),
        Term(
            "9-2-d",
            _("Members of a foundation or association"),
            DPV_GDPR + "A9-2-d",
            _("Art. 9(2)(d) GDPR"),
        ),
        Term(
            "9-2-e",
            _("Data made public by the person"),
            DPV_GDPR + "A9-2-e",
            _("Art. 9(2)(e) GDPR"),
        ),
        Term("9-2-f", _("Legal claims"), DPV_GDPR + "A9-2-f", _("Art. 9(2)(f) GDPR")),
        Term(
            "9-2-g", _("Substantial public interest"), DPV_GDPR + "A9-2-g", _("Art. 9(2)(g) GDPR")
        ),
        Term(
            "9-2-h", _("Health care and social care"), DPV_GDPR + "A9-2-h", _("Art. 9(2)(h) GDPR")
        ),
        Term("9-2-i", _("Public health"), DPV_GDPR + "A9-2-i", _("Art. 9(2)(i) GDPR")),
        Term(
            "9-2-j",
            _("Archiving, research and statistics"),
            DPV_GDPR + "A9-2-j",
            _("Art. 9(2)(j) GDPR"),
        ),
    )
)


def legal_basis_choices() -> Choices:
    return LEGAL_BASES.choices()


def special_condition_choices() -> Choices:
    return SPECIAL_CONDITIONS.choices()
