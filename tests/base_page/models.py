"""A site's own base page, named by WAGTAIL_PAGE_MODEL."""

from django.db import models
from wagtail.models import AbstractPage


class BasePage(AbstractPage):
    """Every page of this site has a teaser."""

    teaser = models.CharField(max_length=200, blank=True)

    promote_panels = [*AbstractPage.promote_panels, "teaser"]
