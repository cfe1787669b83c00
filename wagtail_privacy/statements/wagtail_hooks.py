import datetime
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Site

from wagtail_privacy import registry, remembering
from wagtail_privacy.statement_references import StatementReference, StatementVersionReference
from wagtail_privacy.statements import finding
from wagtail_privacy.statements.editing import urls as section_urls
from wagtail_privacy.statements.findings.home import FindingsPanel
from wagtail_privacy.statements.findings.todos import findings_source
from wagtail_privacy.statements.memory.moments import open_memory
from wagtail_privacy.statements.publication import urls as admin_urls
from wagtail_privacy.statements.publication.asking import ask_before_bulk_publishing, tell_of_drafts
from wagtail_privacy.statements.publication.deciding import (
    ACCEPTED,
    PUBLISHED_NEVERTHELESS,
    TAKEN_BACK,
)
from wagtail_privacy.statements.publication.gate import REFUSED
from wagtail_privacy.statements.start import urls as start_urls
from wagtail_privacy.statements.start.drafting import make_drafts_if_possible
from wagtail_privacy.statements.start.task import statement_task
from wagtail_privacy.statements.versions import urls as version_urls
from wagtail_privacy.statements.versions.report import VIEW_VERSIONS
from wagtail_privacy.statements.viewsets import StatementPageViewSet, statement_viewsets
from wagtail_privacy.todos import TodoSource


@hooks.register(registry.TODOS)
def register_findings() -> TodoSource:
    return findings_source()


@hooks.register(registry.STATEMENT)
def find_statement(site: Site, language: str) -> StatementReference | None:
    return finding.find_statement(site, language)


@hooks.register(registry.STATEMENT_VERSION)
def find_statement_version(page_id: int) -> StatementVersionReference | None:
    return finding.find_version(page_id)


hooks.register(remembering.HOOK, open_memory)


@hooks.register("register_admin_urls")
def register_findings_urls() -> list[URLResolver]:
    return [
        path("privacy/findings/", include(admin_urls)),
        path("privacy/sections/", include(section_urls)),
        path("privacy/start/", include(start_urls)),
        path("privacy/versions/", include(version_urls)),
    ]


class VersionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(VIEW_VERSIONS))


@hooks.register(registry.MENU)
def register_versions_menu_item() -> MenuItem:
    return VersionsMenuItem(
        _("Versions"),
        reverse("wagtail_privacy_versions:index"),
        name="privacy-versions",
        icon_name="history",
        order=610,
    )


# After the viewsets of the site, which come first.
@hooks.register("register_admin_viewset", order=1000)
def register_statement_viewsets() -> list[StatementPageViewSet]:
    return statement_viewsets()


@hooks.register("register_permissions")
def register_statement_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="wagtail_privacy_statements",
        codename__in=("accept_finding", "view_statementversion"),
    )


hooks.register("before_bulk_action", ask_before_bulk_publishing)
hooks.register("after_copy_page", tell_of_drafts)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(PUBLISHED_NEVERTHELESS)
    class PublishedNevertheless(LogFormatter):
        label = _("Publish with open points")

        def format_message(self, log_entry: Any) -> str:
            text = gettext("Decided to publish nevertheless (%(rules)s): %(reason)s")
            data = log_entry.data
            return text % {"rules": ", ".join(data["rules"]), "reason": data["reason"]}

    @actions.register_action(ACCEPTED)
    class FindingAccepted(LogFormatter):
        label = _("Accept an advised point")

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data
            day = date_format(datetime.date.fromisoformat(data["review_on"]))
            text = gettext("Accepted until %(day)s (%(rule)s): %(reason)s")
            return text % {"day": day, "rule": data["rule"], "reason": data["reason"]}

    @actions.register_action(TAKEN_BACK)
    class AcceptanceTakenBack(LogFormatter):
        label = _("Take an acceptance back")

        def format_message(self, log_entry: Any) -> str:
            return gettext("Acceptance taken back (%(rule)s)") % {"rule": log_entry.data["rule"]}

    @actions.register_action(REFUSED)
    class Refused(LogFormatter):
        label = _("Keep from publishing")

        def format_message(self, log_entry: Any) -> str:
            text = gettext("Not published, points must be filled first: %(rules)s")
            return text % {"rules": ", ".join(log_entry.data["rules"])}


@hooks.register(registry.START_TASKS)
def register_statement_task(request: HttpRequest, site: Site) -> Iterator[registry.StartTask]:
    return statement_task(request, site)


@hooks.register(registry.START_ANSWERED)
def make_missing_drafts(request: HttpRequest, site: Site) -> None:
    # The statement exists from the first answer on, with its gaps marked.
    make_drafts_if_possible(site, request.user)


@hooks.register("construct_homepage_panels")
def add_findings_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(FindingsPanel(request))
