"""Kinds of data, and the regimes of law that they fall under."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from wagtail_privacy.vocabulary import DPV, Choices, Term, Text, Vocabulary

PERSONAL, SPECIAL, SOCIAL, ANONYMOUS = "personal", "special", "social", "anonymous"

DATA_KINDS: Vocabulary[Term] = Vocabulary(
    (
        Term(PERSONAL, _("Personal data"), DPV + "PersonalData", _("Art. 4(1) GDPR")),
        Term(
            SPECIAL,
            _("Special categories of personal data"),
            DPV + "SpecialCategoryPersonalData",
            _("Art. 9(1) GDPR"),
        ),
        # German law only; DPV has no term of its own for it.
        Term(SOCIAL, _("Social data"), DPV + "SensitivePersonalData", _("§ 67(2) SGB X")),
        Term(ANONYMOUS, _("Anonymous data"), DPV + "NonPersonalData"),
    )
)


@dataclass(frozen=True, slots=True)
class LegalRegime(Term):
    """A body of law that applies besides the GDPR; `words` tells the reader what it means."""

    words: Text = ""


LEGAL_REGIMES: Vocabulary[LegalRegime] = Vocabulary(
    (
        LegalRegime("gdpr", _("General data protection law"), article=_("GDPR")),
        LegalRegime(
            "de-social",
            _("Social data secrecy (Germany)"),
            article=_("§ 35 SGB I, §§ 67 ff. SGB X"),
            words=_(
                "Besides the general law, a special duty of secrecy applies to your data: German "
                "social data secrecy. We may use social data only where the Social Code permits it "
                "or you have consented."
            ),
        ),
    )
)


def data_kind_choices() -> Choices:
    return DATA_KINDS.choices()


def legal_regime_choices() -> Choices:
    return LEGAL_REGIMES.choices()
