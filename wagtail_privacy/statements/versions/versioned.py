"""The public pages below a statement: its versions, and what changed from one to another."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from wagtail_privacy import clock
from wagtail_privacy.statements.models import StatementVersion
from wagtail_privacy.statements.versions.differences import difference

TEMPLATES = "wagtail_privacy/statements/versions"
#: Below the address of a version: itself, and what changed.
VERSION_PAGES = ("", "changes/")


class VersionedStatementMixin(RoutablePageMixin):
    """Serves ``versions/``, ``versions/<number>/`` and ``versions/<number>/changes/``."""

    versions_template = f"{TEMPLATES}/list_page.html"
    version_template = f"{TEMPLATES}/version_page.html"
    version_changes_template = f"{TEMPLATES}/changes_page.html"

    @cached_property
    def last_version(self) -> StatementVersion | None:
        """The newest version, which readers see, without its content."""
        return StatementVersion.objects.of(self).without_content().first()

    @cached_property
    def version_in_force(self) -> StatementVersion | None:
        """The newest version that holds today; None if even the first one holds later only."""
        if self.last_version is None or not self.last_version.is_to_come:
            return self.last_version
        return StatementVersion.objects.of(self).in_force(clock.today()).without_content().first()

    def text_to_read(self) -> str:
        """Give nothing: people look one thing up in a statement, and the sooner they go the better.

        The statistics ask for it to compare the time of reading with the length of the text.
        """
        return ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["last_version"] = self.last_version
        context["statement_address"] = f"{(self.get_url(request) or '').rstrip('/')}/"
        return context

    def get_cached_paths(self) -> list[str]:
        """Give what a cache before the site has to forget when there is a new version."""
        paths = ["/", "/versions/"]
        if self.last_version is not None:
            # All versions before carry a banner that leads to what changed in the newest one.
            numbers = range(1, self.last_version.number + 1)
            paths += [f"/versions/{number}/{page}" for number in numbers for page in VERSION_PAGES]
        return paths

    @path("versions/", name="versions")
    def versions_view(self, request: HttpRequest) -> HttpResponse:
        """List the versions, the newest first."""
        versions = StatementVersion.objects.of(self).without_content()
        return self._answer(request, self.versions_template, versions=versions)

    @path("versions/<int:number>/", name="version")
    def version_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show what the statement said, and whether it still does."""
        version = self._version(number)
        return self._answer(request, self.version_template, version=version, **self._place(version))

    @path("versions/<int:number>/changes/", name="version_changes")
    def version_changes_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show what changed since the version before, or since ``?since=<number>``."""
        version = self._version(number)
        since = request.GET.get("since", str(number - 1))
        before = self._version_before(version, since)
        found = difference(before.content, version.content) if before else None
        return self._answer(
            request,
            self.version_changes_template,
            version=version,
            before=before,
            difference=found,
            **self._place(version),
        )

    def _version(self, number: int) -> StatementVersion:
        version = StatementVersion.objects.of(self).filter(number=number).first()
        if version is None:
            raise Http404
        return version

    def _version_before(self, version: StatementVersion, since: str) -> StatementVersion | None:
        if since == "0" and version.number == 1:
            return None
        if not (since.isascii() and since.isdecimal() and len(since) < 10):
            raise Http404
        if int(since) >= version.number:
            raise Http404
        return self._version(int(since))

    def _place(self, version: StatementVersion) -> dict[str, Any]:
        current = self.version_in_force
        number = current.number if current else 0
        # A later version without a day ends the waiting of those before it.
        return {
            "is_in_force": version.number == number,
            "is_to_come": version.is_to_come and version.number > number,
        }

    def _answer(self, request: HttpRequest, template: str, **found: Any) -> HttpResponse:
        return self.render(request, template=template, context_overrides=found)
