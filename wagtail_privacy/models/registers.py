"""The registers: purposes, data categories and recipients.

A fact stands once; only names and descriptions are given per language, so that no translation can
promise another period than the original.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from wagtail_privacy.activities import DataCategoryFacts, PurposeFacts, RecipientFacts, Retention
from wagtail_privacy.countries import country_choices, territories
from wagtail_privacy.durations import LONGEST, LONGEST_YEARS, Duration, DurationUnit
from wagtail_privacy.translated import TranslatedField
from wagtail_privacy.vocabulary.data import PERSONAL, data_kind_choices
from wagtail_privacy.vocabulary.legal_bases import legal_basis_choices, special_condition_choices
from wagtail_privacy.vocabulary.purposes import purpose_type_choices
from wagtail_privacy.vocabulary.recipients import (
    PROCESSOR,
    recipient_role_choices,
    safeguard_choices,
)


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
        return territories(language).get(self.country, "") if self.country else ""

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
    closing_amount = models.PositiveSmallIntegerField(
        verbose_name=_("earlier, once dealt with: after"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9999)],
        help_text=_("Only if you close each case; what is never closed is kept until the end."),
    )
    closing_unit = models.CharField(
        verbose_name=_("unit"),
        max_length=1,
        choices=RetentionUnit.choices,
        default=RetentionUnit.MONTH,
    )
    recipients = models.ManyToManyField(
        Recipient, verbose_name=_("recipients"), related_name="purposes", blank=True
    )

    search_fields = [*Register.search_fields, index.FilterField("legal_basis")]

    class Meta:
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")

    def clean(self) -> None:
        super().clean()
        self._check_length("retention_amount", self.retention_amount, self.retention_unit)
        self._check_length("closing_amount", self.closing_amount, self.closing_unit)
        if not self.retention_amount or self.retention_unit not in RetentionUnit:
            return  # their own fields complain
        after = self.retention.after_closing
        if after and after.approximate_days >= self.retention_period.approximate_days:
            words = _("This must be shorter than the period above, which is the longest.")
            raise ValidationError({"closing_amount": words})

    @staticmethod
    def _check_length(name: str, amount: int | None, unit: str) -> None:
        if amount and unit in RetentionUnit and amount > LONGEST[DurationUnit(unit)]:
            text = _("Nothing is kept for longer than %(years)d years.")
            raise ValidationError({name: text % {"years": LONGEST_YEARS}})

    @property
    def retention_period(self) -> Duration:
        """How long data is kept for this purpose at most."""
        return Duration(self.retention_amount, DurationUnit(self.retention_unit))

    @property
    def retention(self) -> Retention:
        """How long data is kept; drives both the sentence and the deletion."""
        amount = self.closing_amount
        return Retention(
            period=self.retention_period,
            ends_on_withdrawal=self.legal_basis == "6-1-a",
            after_closing=Duration(amount, DurationUnit(self.closing_unit)) if amount else None,
        )

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
            retention=self.retention,
            recipients=tuple(r.as_facts(language) for r in self.recipients.all()),
        )
