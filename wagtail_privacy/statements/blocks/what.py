"""Sections about what is done with data: where, what for, which, how long, and on which device."""

from django.utils.translation import gettext_lazy as _

from wagtail_privacy.statements.blocks.sections import TEMPLATES, Register, SectionBlock


class WhatBlock(SectionBlock):
    """A section about what is done with data."""

    class Meta:
        group = _("What happens to data")


class CollectionPointsBlock(WhatBlock):
    default_heading = _("Where do we ask for data, and what for?")
    anchor = "collection-points"
    draws_on = (Register.FORMS, Register.PURPOSES)

    class Meta:
        icon = "form"
        label = _("Collection points")
        template = f"{TEMPLATES}/collection_points.html"
        description = _("Every published form with purpose, data, period and recipients.")


class DataCategoriesBlock(WhatBlock):
    default_heading = _("Which data do we use?")
    anchor = "data"
    draws_on = (Register.CATEGORIES, Register.FORMS)

    class Meta:
        icon = "tag"
        label = _("Data categories")
        template = f"{TEMPLATES}/data_categories.html"
        description = _("The data that the forms and the statistics really use, by kind.")


class ObligationBlock(WhatBlock):
    default_heading = _("Do you have to give us data?")
    anchor = "obligation"
    draws_on = (Register.FORMS,)

    class Meta:
        icon = "help"
        label = _("Obligation to answer")
        template = f"{TEMPLATES}/obligation.html"
        description = _(
            "What happens if somebody does not answer, over all forms. Does a law or a contract "
            "oblige people? Say so in your own words."
        )


class RetentionBlock(WhatBlock):
    default_heading = _("How long do we keep data?")
    anchor = "retention"
    draws_on = (Register.PURPOSES, Register.CONTROLLER)

    class Meta:
        icon = "time"
        label = _("Retention")
        template = f"{TEMPLATES}/retention.html"
        description = _("A table of all periods, from the purposes and the settings of the log.")


class SourcesBlock(WhatBlock):
    default_heading = _("Where do we have data from?")
    anchor = "sources"
    draws_on = (Register.ELSEWHERE,)

    class Meta:
        icon = "download"
        label = _("Sources")
        template = f"{TEMPLATES}/sources.html"
        description = _("Data that does not come from the person, Art. 14 GDPR; or that none does.")


class WebsiteBlock(WhatBlock):
    default_heading = _("What happens when you visit our pages?")
    anchor = "website"
    draws_on = (Register.CONTROLLER,)

    class Meta:
        icon = "globe"
        label = _("Visiting the website")
        template = f"{TEMPLATES}/website.html"
        description = _("What the server logs, as the controller’s settings say.")


class DeviceStorageBlock(WhatBlock):
    default_heading = _("What do we store on your device?")
    anchor = "device"
    draws_on = (Register.FORMS,)

    class Meta:
        icon = "mobile-alt"
        label = _("Cookies and your device")
        template = f"{TEMPLATES}/device_storage.html"
        description = _(
            "Cookies of the forms and of whatever the site’s own code has registered; or that "
            "there are none."
        )


class StatisticsBlock(WhatBlock):
    default_heading = _("How do we count page views?")
    anchor = "statistics"
    draws_on = (Register.STATISTICS,)

    class Meta:
        icon = "desktop"
        label = _("Statistics")
        template = f"{TEMPLATES}/statistics.html"
        description = _("What the statistics really do, from their settings.")


class DecisionsBlock(WhatBlock):
    default_heading = _("Does a machine decide about you?")
    anchor = "decisions"
    draws_on = (Register.CONTROLLER,)

    class Meta:
        icon = "cogs"
        label = _("Automated decisions")
        template = f"{TEMPLATES}/decisions.html"
        description = _("Whether a machine decides alone, by what, and what follows from it.")
