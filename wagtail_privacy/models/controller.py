"""The controller of each site."""

import swapper
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page, Site

from wagtail_privacy.controllers import Contact, ControllerFacts
from wagtail_privacy.countries import country_choices
from wagtail_privacy.translated import TranslatedField
from wagtail_privacy.vocabulary.data import legal_regime_choices
from wagtail_privacy.vocabulary.legal_bases import legal_basis_choices

swapper.set_app_prefix("wagtailcore", "wagtail")


#: Whatever stands on an envelope; it is printed in every statement.
ADDRESS_LENGTH = MaxLengthValidator(500)


class ServerLogAddress(models.TextChoices):
    """What the server's log keeps of a visitor's address."""

    FULL = "full", _("the full address")
    SHORTENED = "shortened", _("a shortened address")
    NONE = "none", _("no address")


class ControllerSettings(BaseSiteSetting):
    """Who answers for the data on a site, and what concerns the site as a whole."""

    name = models.CharField(verbose_name=_("name"), max_length=200, blank=True)
    postal_address = models.TextField(
        verbose_name=_("postal address"), blank=True, validators=[ADDRESS_LENGTH]
    )
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
    representative_postal_address = models.TextField(
        verbose_name=_("postal address"), blank=True, validators=[ADDRESS_LENGTH]
    )
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
    dpo_postal_address = models.TextField(
        verbose_name=_("postal address"), blank=True, validators=[ADDRESS_LENGTH]
    )
    dpo_email = models.EmailField(verbose_name=_("e-mail"), blank=True)
    dpo_phone = models.CharField(verbose_name=_("telephone"), max_length=60, blank=True)

    authority_name = models.CharField(
        verbose_name=_("supervisory authority"), max_length=200, blank=True
    )
    authority_postal_address = models.TextField(
        verbose_name=_("postal address"), blank=True, validators=[ADDRESS_LENGTH]
    )
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
    server_log_basis = models.CharField(
        verbose_name=_("legal basis of the server log"),
        max_length=10,
        choices=legal_basis_choices,
        blank=True,
        help_text=_(
            "Leave it empty for the usual one: legitimate interests, Art. 6(1)(f) GDPR; for a "
            "public body its task by law, Art. 6(1)(e) GDPR."
        ),
    )
    server_log_interest = TranslatedField(
        verbose_name=_("interest behind the server log"),
        blank=True,
        multiline=True,
        help_text=_(
            "Leave it empty for the usual words: that the pages run safely and without fault, "
            "Art. 13(1)(d) GDPR."
        ),
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
    statistics_norm = models.CharField(
        verbose_name=_("law that permits log and statistics"),
        max_length=200,
        blank=True,
        help_text=_(
            "Only for public bodies, Art. 6(3) GDPR. Federal bodies name § 3 BDSG, those of a "
            "state its own law, in Bavaria Art. 4 BayDSG."
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
                FieldPanel("server_log_basis"),
                FieldPanel("server_log_interest"),
                FieldPanel("secure_contact_page"),
                FieldPanel("gives_data_to_nobody"),
                FieldPanel("statistics_norm"),
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

    def _secure_contact_page_in(self, language: str) -> Page | None:
        page = self.secure_contact_page
        if page is None or not page.live:
            return None
        if page.locale.language_code == language:
            return page
        translations = page.get_translations().live().filter(locale__language_code=language)
        return translations.first() or page
