"""The registers: purposes, data categories and recipients, and the controller of each site.

A fact stands once; only names and descriptions are given per language, so that no translation can
promise another period than the original.
"""

from functools import cache
from unicodedata import combining, normalize

import swapper
from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site
from wagtail.search import index

from wagtail_privacy.activities import (
    Contact,
    ControllerFacts,
    DataCategoryFacts,
    PurposeFacts,
    RecipientFacts,
    Retention,
)
from wagtail_privacy.durations import Duration, DurationUnit
from wagtail_privacy.translated import TranslatedField, Words
from wagtail_privacy.vocabulary.data import PERSONAL, data_kind_choices, legal_regime_choices
from wagtail_privacy.vocabulary.legal_bases import legal_basis_choices, special_condition_choices
from wagtail_privacy.vocabulary.purposes import purpose_type_choices
from wagtail_privacy.vocabulary.recipients import (
    PROCESSOR,
    recipient_role_choices,
    safeguard_choices,
)

swapper.set_app_prefix("wagtailcore", "wagtail")


def country_choices() -> list[tuple[str, str]]:
    """Give the countries of the world in the active language, sorted by name."""
    territories = _territories(get_language() or "en")
    countries = [(code, name) for code, name in territories.items() if _is_country(code)]
    return sorted(countries, key=lambda country: _without_accents(country[1]))


def _without_accents(name: str) -> str:
    # By code point, „Ägypten“ and „Österreich“ would follow „Zypern“.
    return "".join(c for c in normalize("NFD", name) if not combining(c)).casefold()


@cache
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(BabelLocale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return dict(BabelLocale.parse("en").territories)


#: Codes of two letters that CLDR names and that are no country, or part of Spain.
NO_COUNTRIES = frozenset(("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "EA", "IC"))


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES


class Register(index.Indexed, models.Model):
    """What the registers have in common: a name and a description per language."""

    name = TranslatedField(verbose_name=_("name"), max_length=120)
    description = TranslatedField(verbose_name=_("description"), blank=True, multiline=True)

    search_fields = [
        index.SearchField("all_names", boost=2),
        index.AutocompleteField("all_names"),
        index.SearchField("all_descriptions"),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)

    def all_names(self) -> str:
        """Give the names of every language, for the search index."""
        return " ".join(self.name.values())

    def all_descriptions(self) -> str:
        """Give the descriptions of every language, for the search index."""
        return " ".join(self.description.values())


class DataCategory(Register):
    """A category of data that forms ask for or the site observes, Art. 30(1)(c) GDPR."""

    description = TranslatedField(
        verbose_name=_("description"),
        blank=True,
        multiline=True,
        help_text=_("What belongs to it, in a sentence for readers."),
    )
    examples = TranslatedField(
        verbose_name=_("examples"),
        blank=True,
        help_text=_("A few examples, separated by commas."),
    )
    kind = models.CharField(
        verbose_name=_("kind"),
        max_length=20,
        choices=data_kind_choices,
        default=PERSONAL,
        help_text=_("Health, religion or origin make it special; anonymous data is about nobody."),
    )
    national_norm = models.CharField(
        verbose_name=_("national law"),
        max_length=120,
        blank=True,
        help_text=_("The national law that protects it besides the GDPR, such as § 67(2) SGB X."),
    )

    class Meta:
        verbose_name = _("data category")
        verbose_name_plural = _("data categories")

    def as_facts(self, language: str) -> DataCategoryFacts:
        """Give the category as a value, its texts in a language."""
        return DataCategoryFacts(
            key=f"category-{self.pk}",
            name=self.name.in_language(language),
            kind=self.kind,
            description=self.description.in_language(language),
            examples=self.examples.in_language(language),
            national_norm=self.national_norm,
        )


class Recipient(Register):
    """Somebody who receives data, Art. 13(1)(e) GDPR: above all the processors, Art. 28."""

    description = TranslatedField(
        verbose_name=_("task"),
        blank=True,
        multiline=True,
        help_text=_("What they do with the data for you, such as “runs our mail server”."),
    )
    role = models.CharField(
        verbose_name=_("role"), max_length=20, choices=recipient_role_choices, default=PROCESSOR
    )
    country = models.CharField(
        verbose_name=_("country"), max_length=2, choices=country_choices, blank=True
    )
    contract_date = models.DateField(
        verbose_name=_("contract date"),
        null=True,
        blank=True,
        help_text=_("The day of the contract that binds them to your rules, Art. 28(3) GDPR."),
    )
    safeguard = models.CharField(
        verbose_name=_("safeguard"),
        max_length=20,
        choices=safeguard_choices,
        blank=True,
        help_text=_("Only outside the European Economic Area: what protects the data there."),
    )
    safeguard_url = models.URLField(
        verbose_name=_("copy of the safeguard"),
        blank=True,
        help_text=_("Where readers find a copy of the safeguard, Art. 13(1)(f) GDPR."),
    )
    arrangement = TranslatedField(
        verbose_name=_("arrangement"),
        blank=True,
        multiline=True,
        help_text=_(
            "Only for a joint controller: which of you does what, and whom people can turn to, "
            "Art. 26(2) GDPR."
        ),
    )

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")

    def country_name(self, language: str) -> str:
        """Give the name of the country in a language."""
        return _territories(language).get(self.country, "") if self.country else ""

    def as_facts(self, language: str) -> RecipientFacts:
        """Give the recipient as a value, its texts in a language."""
        return RecipientFacts(
            key=f"recipient-{self.pk}",
            name=self.name.in_language(language),
            role=self.role,
            task=self.description.in_language(language),
            country=self.country,
            country_name=self.country_name(language),
            contract_date=self.contract_date,
            safeguard=self.safeguard,
            safeguard_url=self.safeguard_url,
            arrangement=self.arrangement.in_language(language),
        )


class RetentionUnit(models.TextChoices):
    """`DurationUnit` with words for an editor."""

    DAY = DurationUnit.DAY.value, _("days")
    WEEK = DurationUnit.WEEK.value, _("weeks")
    MONTH = DurationUnit.MONTH.value, _("months")
    YEAR = DurationUnit.YEAR.value, _("years")


class Purpose(Register):
    """What data is used for, what permits it, how long it is kept and who receives it."""

    description = TranslatedField(
        verbose_name=_("description"),
        blank=True,
        multiline=True,
        help_text=_("One sentence for readers: “We use your data to …”"),
    )
    type = models.CharField(
        verbose_name=_("type"),
        max_length=40,
        choices=purpose_type_choices,
        blank=True,
        help_text=_("Lets programs understand the purpose (Data Privacy Vocabulary)."),
    )
    legal_basis = models.CharField(
        verbose_name=_("legal basis"), max_length=10, choices=legal_basis_choices
    )
    national_norm = models.CharField(
        verbose_name=_("national law"),
        max_length=120,
        blank=True,
        help_text=_(
            "A legal obligation and a public task need a law that says so, Art. 6(3) GDPR, such as "
            "§ 284(1) SGB V."
        ),
    )
    special_condition = models.CharField(
        verbose_name=_("condition for special categories"),
        max_length=10,
        choices=special_condition_choices,
        blank=True,
        help_text=_("Only if health or other special data is used, Art. 9(2) GDPR."),
    )
    legitimate_interest = TranslatedField(
        verbose_name=_("legitimate interest"),
        blank=True,
        multiline=True,
        help_text=_(
            "Only for legitimate interests: which interest, and whose, Art. 13(1)(d) GDPR."
        ),
    )
    retention_amount = models.PositiveSmallIntegerField(
        verbose_name=_("kept for"), validators=[MinValueValidator(1), MaxValueValidator(9999)]
    )
    retention_unit = models.CharField(
        verbose_name=_("unit"),
        max_length=1,
        choices=RetentionUnit.choices,
        default=RetentionUnit.MONTH,
        help_text=_("Counted from the day on which the data reaches you. Then it is deleted."),
    )
    recipients = models.ManyToManyField(
        Recipient, verbose_name=_("recipients"), related_name="purposes", blank=True
    )

    search_fields = [*Register.search_fields, index.FilterField("legal_basis")]

    class Meta:
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")

    @property
    def retention_period(self) -> Duration:
        """How long data is kept for this purpose; drives both the sentence and the deletion."""
        return Duration(self.retention_amount, DurationUnit(self.retention_unit))

    def as_facts(self, language: str) -> PurposeFacts:
        """Give the purpose with its recipients as a value, its texts in a language."""
        return PurposeFacts(
            key=f"purpose-{self.pk}",
            name=self.name.in_language(language),
            description=self.description.in_language(language),
            type=self.type,
            legal_basis=self.legal_basis,
            national_norm=self.national_norm,
            special_condition=self.special_condition,
            legitimate_interest=self.legitimate_interest.in_language(language),
            retention=Retention(
                period=self.retention_period, ends_on_withdrawal=self.legal_basis == "6-1-a"
            ),
            recipients=tuple(r.as_facts(language) for r in self.recipients.all()),
        )


class ServerLogAddress(models.TextChoices):
    """What the server's log keeps of a visitor's address."""

    FULL = "full", _("the full address")
    SHORTENED = "shortened", _("a shortened address")
    NONE = "none", _("no address")


class ControllerSettings(BaseSiteSetting):
    """Who answers for the data on a site, and what concerns the site as a whole."""

    name = models.CharField(verbose_name=_("name"), max_length=200, blank=True)
    postal_address = models.TextField(verbose_name=_("postal address"), blank=True)
    email = models.EmailField(verbose_name=_("e-mail"), blank=True)
    phone = models.CharField(verbose_name=_("telephone"), max_length=60, blank=True)
    country = models.CharField(
        verbose_name=_("country"),
        max_length=2,
        choices=country_choices,
        blank=True,
        help_text=_("Where you are established."),
    )
    is_public_body = models.BooleanField(
        verbose_name=_("public body"),
        default=False,
        help_text=_(
            "Public bodies may not rest their tasks on legitimate interests, Art. 6(1) GDPR."
        ),
    )
    legal_regime = models.CharField(
        verbose_name=_("law besides the GDPR"),
        max_length=20,
        choices=legal_regime_choices,
        default="gdpr",
    )

    representative_name = models.CharField(
        verbose_name=_("name"),
        max_length=200,
        blank=True,
        help_text=_("Only if you are established outside the European Economic Area."),
    )
    representative_postal_address = models.TextField(verbose_name=_("postal address"), blank=True)
    representative_email = models.EmailField(verbose_name=_("e-mail"), blank=True)
    representative_phone = models.CharField(verbose_name=_("telephone"), max_length=60, blank=True)

    has_dpo = models.BooleanField(
        verbose_name=_("there is a data protection officer"),
        null=True,
        blank=True,
        help_text=_("Every public body needs one, Art. 37(1)(a) GDPR; others often do."),
    )
    dpo_name = models.CharField(
        verbose_name=_("name or office"),
        max_length=200,
        blank=True,
        help_text=_("The name may be left out, a way to reach the officer may not."),
    )
    dpo_postal_address = models.TextField(verbose_name=_("postal address"), blank=True)
    dpo_email = models.EmailField(verbose_name=_("e-mail"), blank=True)
    dpo_phone = models.CharField(verbose_name=_("telephone"), max_length=60, blank=True)

    authority_name = models.CharField(
        verbose_name=_("supervisory authority"), max_length=200, blank=True
    )
    authority_postal_address = models.TextField(verbose_name=_("postal address"), blank=True)
    authority_url = models.URLField(verbose_name=_("website"), blank=True)

    secure_contact_page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("page for confidential messages"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A form that is offered beside every e-mail address."),
    )
    server_log_days = models.PositiveSmallIntegerField(
        verbose_name=_("days the server log is kept"), null=True, blank=True
    )
    server_log_address = models.CharField(
        verbose_name=_("the server log keeps"),
        max_length=10,
        choices=ServerLogAddress.choices,
        blank=True,
    )
    decides_automatically = models.BooleanField(
        verbose_name=_("a machine decides alone"),
        null=True,
        blank=True,
        help_text=_(
            "Whether any decision with legal effect is made by a machine alone, Art. 22 GDPR."
        ),
    )
    decision_logic = TranslatedField(
        verbose_name=_("how the machine decides"),
        blank=True,
        multiline=True,
        help_text=_("Only if a machine decides alone: by what, and how, Art. 13(2)(f) GDPR."),
    )
    decision_consequences = TranslatedField(
        verbose_name=_("what the decision means"),
        blank=True,
        multiline=True,
        help_text=_("What follows from it for the person, Art. 13(2)(f) GDPR."),
    )
    gives_data_to_nobody = models.BooleanField(
        verbose_name=_("nobody outside receives data"),
        default=False,
        help_text=_(
            "Tick it if it is true. Whoever runs your server or your e-mail for you is a "
            "recipient; name them in the register instead."
        ),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("postal_address"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("country"),
                FieldPanel("is_public_body"),
                FieldPanel("legal_regime"),
            ],
            heading=_("Who is responsible"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("representative_name"),
                FieldPanel("representative_postal_address"),
                FieldRowPanel(
                    [FieldPanel("representative_email"), FieldPanel("representative_phone")]
                ),
            ],
            heading=_("Representative in the European Union"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("has_dpo"),
                FieldPanel("dpo_name"),
                FieldPanel("dpo_postal_address"),
                FieldRowPanel([FieldPanel("dpo_email"), FieldPanel("dpo_phone")]),
            ],
            heading=_("Data protection officer"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("authority_name"),
                FieldPanel("authority_postal_address"),
                FieldPanel("authority_url"),
            ],
            heading=_("Supervisory authority"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(content=_("These answers stand in the privacy statement.")),
                FieldRowPanel([FieldPanel("server_log_days"), FieldPanel("server_log_address")]),
                FieldPanel("secure_contact_page"),
                FieldPanel("gives_data_to_nobody"),
            ],
            heading=_("The website"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("decides_automatically"),
                FieldPanel("decision_logic"),
                FieldPanel("decision_consequences"),
            ],
            heading=_("Automated decisions"),
        ),
    ]

    select_related = ["secure_contact_page__locale"]

    class Meta:
        verbose_name = _("Controller")
        verbose_name_plural = _("Controllers")

    def __str__(self) -> str:
        return self.name or str(_("Controller"))

    @classmethod
    def of(cls, site: Site) -> "ControllerSettings":
        """Give the settings of a site; asked again for the same object, without a query."""
        held: ControllerSettings | None = site.__dict__.get("_privacy_controller")
        if held is None:
            held = site.__dict__["_privacy_controller"] = cls.for_site(site)
        return held

    def as_facts(self, language: str) -> ControllerFacts:
        """Give the controller as a value; the page for confidential messages in a language."""
        page = self._secure_contact_page_in(language)
        return ControllerFacts(
            contact=Contact(self.name, self.postal_address, self.email, self.phone),
            country=self.country,
            representative=Contact(
                self.representative_name,
                self.representative_postal_address,
                self.representative_email,
                self.representative_phone,
            ),
            is_public_body=self.is_public_body,
            legal_regime=self.legal_regime,
            has_data_protection_officer=self.has_dpo,
            data_protection_officer=Contact(
                self.dpo_name, self.dpo_postal_address, self.dpo_email, self.dpo_phone
            ),
            authority=Contact(self.authority_name, self.authority_postal_address),
            authority_url=self.authority_url,
            secure_contact_url=(page.url or "") if page else "",
            secure_contact_title=page.title if page else "",
            server_log_days=self.server_log_days,
            server_log_address=self.server_log_address,
            decides_automatically=self.decides_automatically,
            decision_logic=self.decision_logic.in_language(language),
            decision_consequences=self.decision_consequences.in_language(language),
            gives_data_to_nobody=self.gives_data_to_nobody,
        )

    def _secure_contact_page_in(self, language: str):  # type: ignore[no-untyped-def]
        page = self.secure_contact_page
        if page is None or not page.live:
            return None
        if page.locale.language_code == language:
            return page
        translations = page.get_translations().live().filter(locale__language_code=language)
        return translations.first() or page


__all__ = [
    "ControllerSettings",
    "DataCategory",
    "Purpose",
    "Recipient",
    "Register",
    "RetentionUnit",
    "ServerLogAddress",
    "Words",
]
