from wagtail import hooks
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.activities import StatementReference
from wagtail_privacy.statements import finding


@hooks.register(registry.STATEMENT)
def find_statement(site: Site, language: str) -> StatementReference | None:
    return finding.find_statement(site, language)
