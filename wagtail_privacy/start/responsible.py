"""Task 1 of Privacy › Start: who is responsible. Six questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.start.answers import I_DO_NOT_KNOW, UNKNOWN, YesNo, country_of_the_clock
from wagtail_privacy.start.questions import Question
from wagtail_privacy.vocabulary.authorities import (
    GERMAN_AUTHORITIES,
    OTHER_AUTHORITIES,
    Authority,
    authority_of,
    competent_authority,
)

BY_ADDRESS, OTHER = "by-address", "other"

QUESTIONS = (
    Question(
        _("Who answers for this website?"),
        _("Readers must learn who decides about their data, Art. 13(1)(a) GDPR."),
        ("name",),
    ),
    Question(
        _("What is the postal address?"),
        _("For letters that need a signature."),
        ("postal_address", "country"),
    ),
    Question(
        _("How can people reach you quickly?"),
        _("One way is enough, also for withdrawing a consent, Art. 7(3) GDPR."),
        ("email", "phone"),
    ),
    Question(
        _("Are you a public body?"),
        _(
            "It may not rest its tasks on its interests, Art. 6(1) GDPR, and needs a data "
            "protection officer, Art. 37(1)(a) GDPR."
        ),
        ("is_public_body", "legal_regime"),
    ),
    Question(
        _("Is there a data protection officer?"),
        _("One address is needed, the name is not, Art. 13(1)(b) GDPR."),
        ("has_dpo", "dpo_name", "dpo_email", "dpo_postal_address"),
    ),
    Question(
        _("Which authority supervises you?"),
        _("Readers may complain there, Art. 13(2)(d) GDPR."),
        ("authority", "authority_name", "authority_url"),
    ),
)


def authority_choices() -> list[Any]:
    """Give the authorities, grouped, with the suggestion first."""
    return [
        (BY_ADDRESS, _("The one for the address above")),
        I_DO_NOT_KNOW,
        (OTHER, _("Another one, named below")),
        (_("Germany"), GERMAN_AUTHORITIES.choices()),
        (_("Other countries"), OTHER_AUTHORITIES.choices()),
    ]


class ResponsibleForm(forms.ModelForm):
    """Asks who is responsible, and keeps the answers in the settings of the controller."""

    is_public_body = forms.TypedChoiceField(
        label=_("Public body"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    has_dpo = YesNo(_("Yes"), _("No, none is needed"), label=_("Data protection officer"))
    authority = forms.ChoiceField(
        label=_("Supervisory authority"), choices=authority_choices, required=False
    )
    authority_url = forms.URLField(
        label=_("Its website"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = ControllerSettings
        fields = (
            "name",
            "postal_address",
            "country",
            "email",
            "phone",
            "is_public_body",
            "legal_regime",
            "has_dpo",
            "dpo_name",
            "dpo_email",
            "dpo_postal_address",
            "authority_name",
            "authority_url",
        )
        widgets = {
            "postal_address": forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
            "dpo_postal_address": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"authority_name": _("Name of another authority")}
        # The question above them says as much.
        help_texts = {"country": "", "dpo_name": ""}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        settings: ControllerSettings = self.instance
        self.initial["is_public_body"] = "yes" if settings.is_public_body else "no"
        self.initial["country"] = settings.country or country_of_the_clock()
        known = _code_of(settings.authority_name)
        self.initial["authority"] = known or (OTHER if settings.authority_name else BY_ADDRESS)
        if known:
            # The list names it; the two fields are for one that is not in the list.
            self.initial.update(authority_name="", authority_url="")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if answers.get("has_dpo") is None and answers.get("dpo_email"):
            # Whoever gives an address has answered.
            answers["has_dpo"] = True
        choice = answers.get("authority")
        if choice in (BY_ADDRESS, UNKNOWN) and answers.get("authority_name"):
            choice = OTHER
        if choice == OTHER and not answers.get("authority_name"):
            self.add_error("authority_name", _("Enter the name of the authority."))
        elif choice != OTHER:
            found = self._found(answers) if choice == BY_ADDRESS else authority_of(choice or "")
            answers["authority_name"] = str(found.label) if found else ""
            answers["authority_url"] = found.url if found else ""
        return answers

    def _found(self, answers: dict[str, Any]) -> Authority | None:
        address = answers.get("postal_address", "")
        found = competent_authority(
            answers.get("country", ""),
            address,
            is_public_body=bool(answers.get("is_public_body")),
            is_social_insurer=answers.get("legal_regime") == "de-social",
        )
        if found is None and address:
            self.add_error(
                "authority", _("The address does not tell which authority it is. Choose one.")
            )
        return found

    def save(self, commit: bool = True) -> ControllerSettings:
        # What is known about an authority of the same name, such as its address, stays.
        before = ControllerSettings.objects.filter(pk=self.instance.pk).first()
        if before and before.authority_name != self.instance.authority_name:
            self.instance.authority_postal_address = ""
        settings: ControllerSettings = super().save(commit)
        return settings


def _code_of(name: str) -> str:
    for authorities in (GERMAN_AUTHORITIES, OTHER_AUTHORITIES):
        for authority in authorities:
            if authority.label == name:
                return str(authority.code)
    return ""
