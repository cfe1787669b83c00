"""Task 2 of Privacy › Start: who helps you. Three questions."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.widgets import AdminDateInput
from wagtail.coreutils import get_content_languages

from wagtail_privacy.countries import country_choices
from wagtail_privacy.models import ControllerSettings, Purpose, Recipient, ServerLogAddress
from wagtail_privacy.start.answers import UNKNOWN, Answer, YesNo
from wagtail_privacy.start.questions import Question
from wagtail_privacy.translated import Words
from wagtail_privacy.vocabulary.authorities import GERMAN_AUTHORITIES

COMPANY, OURSELVES, SAME, NAMED = "company", "ourselves", "same", "named"
HOSTING, MAIL = "hosting", "mail"

TASKS: dict[str, Promise] = {
    HOSTING: _("runs the server of this website"),
    MAIL: _("carries our e-mail"),
}

QUESTIONS = (
    Question(
        _("Who runs the server, and who carries your e-mail?"),
        _(
            "Readers must learn who sees their data, Art. 13(1)(e) GDPR. The contract is that of "
            "Art. 28 GDPR."
        ),
        (
            "hosting",
            "hosting_name",
            "hosting_country",
            "hosting_contract",
            "mail",
            "mail_name",
            "mail_country",
            "mail_contract",
            "add_to_purposes",
        ),
    ),
    Question(
        _("What does the log of the server keep, and for how long?"),
        _("Whoever runs the server knows; often it is 7 or 14 days."),
        ("server_log_address", "server_log_days", "statistics_norm"),
    ),
    Question(
        _("Does a machine alone make decisions about people?"),
        _(
            "Such as a refusal without anybody having looked at it. Most websites answer no. "
            "Art. 22 GDPR."
        ),
        ("decides_automatically",),
    ),
)


#: By the authority that supervises a public body; other states have laws of their own.
NORMS = {"DE": "§ 3 BDSG", "DE-BY-public": "Art. 4 BayDSG"}


def proposed_norm(controller: ControllerSettings) -> str:
    """Propose the law that permits a public body its tasks, if its authority tells."""
    named = controller.authority_name
    found = (norm for code, norm in NORMS.items() if GERMAN_AUTHORITIES[code].label == named)
    return next(found, "")


def words_of(text: Promise | str) -> Words:
    """Give a text of ours in every language of the site."""
    words = Words()
    for code in get_content_languages():
        with override(code):
            words[code] = str(text)
    return words


class HelpersForm(forms.ModelForm):
    """Asks who helps, keeps the companies in the register and the rest with the controller."""

    hosting = Answer(
        [
            (COMPANY, _("A company")),
            (OURSELVES, _("We do it ourselves, on our own machines")),
        ],
        label=_("The server"),
    )
    hosting_name = forms.CharField(label=_("Name of the company"), max_length=120, required=False)
    hosting_country = forms.ChoiceField(label=_("Country"), required=False)
    hosting_contract = forms.DateField(
        label=_("Contract date"), required=False, widget=AdminDateInput
    )
    mail = Answer(
        [
            (SAME, _("The same company as the server")),
            (COMPANY, _("Another company")),
            (OURSELVES, _("We do it ourselves, on our own machines")),
        ],
        label=_("E-mail"),
    )
    mail_name = forms.CharField(label=_("Name of the company"), max_length=120, required=False)
    mail_country = forms.ChoiceField(label=_("Country"), required=False)
    mail_contract = forms.DateField(label=_("Contract date"), required=False, widget=AdminDateInput)
    add_to_purposes = forms.BooleanField(
        label=_("They receive data for every purpose that is registered"),
        required=False,
        initial=True,
    )
    server_log_address = Answer(list(ServerLogAddress.choices), label=_("The log keeps"))
    decides_automatically = YesNo(
        _("Yes"), _("No, a person always decides"), label=_("A machine decides alone")
    )

    class Meta:
        model = ControllerSettings
        fields = (
            "server_log_address",
            "server_log_days",
            "statistics_norm",
            "decides_automatically",
        )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.is_public_body and not self.instance.statistics_norm:
            self.initial["statistics_norm"] = proposed_norm(self.instance)
        else:
            del self.fields["statistics_norm"]
        for name in ("hosting_country", "mail_country"):
            self._offer(name, [("", "---------"), *country_choices()])
        named = list(Recipient.objects.order_by("pk"))
        for name in (HOSTING, MAIL):
            if named:
                names = ", ".join(str(recipient) for recipient in named)
                known = (NAMED, _("Named in the register already: %(names)s") % {"names": names})
                self._offer(name, [known, *self._offered(name)])
                self.initial[name] = NAMED
            elif self.instance.gives_data_to_nobody:
                self.initial[name] = OURSELVES
        if not Purpose.objects.exists():
            del self.fields["add_to_purposes"]

    def _offered(self, name: str) -> list[Any]:
        field: Any = self.fields[name]
        return list(field.choices)

    def _offer(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        for name in (HOSTING, MAIL):
            if answers.get(name) == UNKNOWN and answers.get(f"{name}_name"):
                # Whoever gives a name has answered.
                answers[name] = COMPANY
            if answers.get(name) == COMPANY and not answers.get(f"{name}_name"):
                self.add_error(f"{name}_name", _("Enter the name of the company."))
        if answers.get("mail") == SAME and answers.get("hosting") != COMPANY:
            self.add_error("mail", _("Name the company of the server, or choose another answer."))
        return answers

    @transaction.atomic
    def save(self, commit: bool = True) -> ControllerSettings:
        made = list(self._new_recipients())
        both = (self.cleaned_data["hosting"], self.cleaned_data["mail"])
        if made or set(both) == {OURSELVES}:
            self.instance.gives_data_to_nobody = not (made or Recipient.objects.exists())
        settings: ControllerSettings = super().save(commit)
        if self.cleaned_data.get("add_to_purposes"):
            for purpose in Purpose.objects.all() if made else ():
                purpose.recipients.add(*made)
        return settings

    def _new_recipients(self) -> Any:
        answers = self.cleaned_data
        if answers["hosting"] == COMPANY:
            tasks = (HOSTING, MAIL) if answers["mail"] == SAME else (HOSTING,)
            yield self._recipient(HOSTING, tasks)
        if answers["mail"] == COMPANY:
            yield self._recipient(MAIL, (MAIL,))

    def _recipient(self, asked: str, tasks: tuple[str, ...]) -> Recipient:
        answers = self.cleaned_data
        sentences = [words_of(TASKS[task]) for task in tasks]
        codes = list(get_content_languages())
        return Recipient.objects.create(
            name=Words(dict.fromkeys(codes, answers[f"{asked}_name"])),
            description=Words({code: ", ".join(w[code] for w in sentences) for code in codes}),
            country=answers[f"{asked}_country"],
            contract_date=answers[f"{asked}_contract"],
        )
