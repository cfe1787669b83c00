"""The rights of the person, chapter III GDPR, each with a sentence for the reader."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail_privacy.vocabulary import DPV_GDPR, Term, Text, Vocabulary

#: Right to object; Art. 21(4) wants it apart from everything else.
OBJECT = "21"
#: Withdrawal of consent; due only where something rests on consent.
WITHDRAW = "7-3"
#: Portability; due only where consent or a contract is the basis.
PORT = "20"
#: Complaint to an authority; shown with the authority's name.
COMPLAIN = "77"


@dataclass(frozen=True, slots=True)
class Right(Term):
    """A right; `words` says to the reader what it lets them do."""

    words: Text = ""


RIGHTS: Vocabulary[Right] = Vocabulary(
    (
        Right(
            "15",
            pgettext_lazy("right", "Access"),
            DPV_GDPR + "A15",
            _("Art. 15 GDPR"),
            words=_("You can ask us which data about you we keep, and get a copy of it."),
        ),
        Right(
            "16",
            _("Rectification"),
            DPV_GDPR + "A16",
            _("Art. 16 GDPR"),
            words=_("You can have wrong data corrected and incomplete data completed."),
        ),
        Right(
            "17",
            _("Erasure"),
            DPV_GDPR + "A17",
            _("Art. 17 GDPR"),
            words=_(
                "You can have data deleted that we no longer need or may no longer use. This does "
                "not hold as far as a legal duty, a public task or legal claims require the data."
            ),
        ),
        Right(
            "18",
            _("Restriction"),
            DPV_GDPR + "A18",
            _("Art. 18 GDPR"),
            words=_(
                "You can ask that, as a rule, we only store your data. This holds while we check "
                "whether it is correct, or whether your objection is justified. It also holds "
                "instead of deletion: after unlawful use, or if only you still need the data for "
                "legal claims."
            ),
        ),
        Right(
            PORT,
            _("Data portability"),
            DPV_GDPR + "A20",
            _("Art. 20 GDPR"),
            words=_(
                "Did you give us data with your consent or for a contract, and do we process it by "
                "automated means? Then you can get it in a structured, common and machine-readable "
                "format and pass it on. Where technically possible, we send it directly."
            ),
        ),
        Right(
            OBJECT,
            _("Right to object"),
            DPV_GDPR + "A21",
            _("Art. 21 GDPR"),
            words=_(
                "Do we use your data for a public task or a legitimate interest? Then you can "
                "object at any time, for reasons of your particular situation. We then stop, "
                "unless compelling legitimate grounds outweigh your interests, rights and "
                "freedoms, or we need the data for legal claims. You can object to direct "
                "marketing at any time without a reason; it then ends."
            ),
        ),
        Right(
            WITHDRAW,
            _("Withdrawal of consent"),
            DPV_GDPR + "A7-3",
            _("Art. 7(3) GDPR"),
            words=_("You can withdraw a consent at any time. What we did before stays lawful."),
        ),
        Right(
            COMPLAIN,
            _("Complaint"),
            DPV_GDPR + "A77",
            _("Art. 77 GDPR"),
            words=_(
                "You can complain to a data protection authority, for example where you live, "
                "where you work, or where you think that the law was broken."
            ),
        ),
    )
)
