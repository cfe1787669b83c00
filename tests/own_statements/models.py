"""A site's own statement page, as docs/how-to describe it: the mixin over the site's base page."""

import swapper

from wagtail_privacy.statements.mixins import PrivacyStatementMixin
from wagtail_privacy.statements.panels import STATEMENT_CONTENT_PANELS

swapper.set_app_prefix("wagtailcore", "wagtail")

Page = swapper.load_model("wagtailcore", "Page", require_ready=False)


class StatementPage(PrivacyStatementMixin, Page):
    """The privacy statement of this site."""

    template = "own_statements/statement_page.html"
    content_panels = [*Page.content_panels, *STATEMENT_CONTENT_PANELS]
