"""The pages of a site as the statistics see them: where they stand, and what they may be called."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import swapper
from django.contrib.auth import get_permission_codename
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.coreutils import get_content_languages
from wagtail.models import Site
from wagtail.permissions import policy_registry

from wagtail_privacy import clock
from wagtail_privacy.analytics.showing.summary import title_in
from wagtail_privacy.closed_pages import is_closed

swapper.set_app_prefix("wagtailcore", "wagtail")

#: Sections are offered down to so many levels below the home page.
LEVELS = 2
#: Digits of the longest number that a page can have.
LONGEST_NUMBER = 19


class PageFact(NamedTuple):
    """What is known of a page without opening it."""

    id: int
    path: str
    depth: int
    children: int
    title: str
    language: str
    is_live: bool
    published_at: datetime.datetime | None
    owner_id: int | None
    is_private: bool

    @property
    def published_on(self) -> datetime.date | None:
        return clock.day_of(self.published_at) if self.published_at else None

    @property
    def is_only_a_draft(self) -> bool:
        return not self.is_live and self.published_at is None

    def is_within(self, path: str) -> bool:
        return self.path.startswith(path)


class Tree:
    """The pages of a site in all its languages, for somebody who may see the statistics.

    Whoever may do so sees the titles of all pages that the public sees or once saw. The title of a
    page with a restriction on who may read it, or of one that has never been public, is for those
    only who find it in the explorer.
    """

    def __init__(self, site: Site | None, user: Any):
        self.site = site
        self.user = user
        self.model = swapper.load_model("wagtailcore", "Page")

    @cached_property
    def facts(self) -> dict[int, PageFact]:
        """Everything in one query, in the order of the tree."""
        paths = [
            root.root_path
            for root in Site.get_site_root_paths()
            if self.site and root.site_id == self.site.pk
        ]
        return self._read(Q(*(Q(url_path__startswith=path) for path in paths), _connector=Q.OR))

    def _read(self, where: Q) -> dict[int, PageFact]:
        if not where:
            return {}
        rows = (
            self.model.objects.filter(where)
            .order_by("path")
            .annotate(is_private=is_closed())
            .values_list(
                *("pk", "path", "depth", "numchild", "title", "locale__language_code"),
                *("live", "last_published_at", "owner_id", "is_private"),
            )
        )
        return {row[0]: PageFact(*row) for row in rows}

    def add(self, page_ids: Iterable[int]) -> None:
        """Look for pages that were counted here and stand elsewhere now, or nowhere."""
        missing = [page_id for page_id in page_ids if page_id not in self.known]
        if missing:
            self.known.update(dict.fromkeys(missing))
            self.known.update(self._read(Q(pk__in=missing)))

    @cached_property
    def known(self) -> dict[int, PageFact | None]:
        """The pages of the site and those looked for; None for one that is deleted."""
        return dict(self.facts)

    def title(self, page_id: int) -> str:
        """Give what a page may be called, also if it has been deleted since."""
        self.add([page_id])
        fact = self.known[page_id]
        if fact and not self.may_name(fact):
            return _("Page that is not public (%(id)d)") % {"id": page_id}
        return title_in({fact.id: self.name(fact)} if fact else {}, page_id)

    def may_name(self, fact: PageFact) -> bool:
        """Say whether the title may be shown."""
        return not (fact.is_private or fact.is_only_a_draft) or self.may_explore(fact)

    def may_explore(self, fact: PageFact) -> bool:
        """Say whether the user finds the page in the explorer."""
        return any(
            fact.is_within(path) or path.startswith(fact.path) for path in self._explored_paths
        )

    @cached_property
    def _policy(self) -> Any:
        return policy_registry.get_by_type(self.model)

    @cached_property
    def _explored_paths(self) -> list[str]:
        pages = self._policy.instances_with_direct_explore_permission(self.user)
        return [page.path for page in pages]

    @cached_property
    def _permissions(self) -> list[tuple[str, str]]:
        found = self._policy.get_cached_permissions_for_user(self.user)
        return [(permission.page.path, permission.permission.codename) for permission in found]

    def may_edit(self, page_id: int) -> bool:
        """Say whether a link to the editor leads anywhere; the editor checks for itself."""
        fact = self.known.get(page_id)
        if not fact or not self.user.is_active or self.user.is_superuser:
            return bool(fact and self.user.is_active)
        change, add = (
            get_permission_codename(action, self.model._meta) for action in ("change", "add")
        )
        return any(
            fact.is_within(path)
            and (codename == change or (codename == add and fact.owner_id == self.user.pk))
            for path, codename in self._permissions
        )

    @cached_property
    def _ambiguous(self) -> set[str]:
        """The titles that pages in several languages have."""
        languages = defaultdict(set)
        for fact in self.facts.values():
            languages[fact.title].add(fact.language)
        return {title for title, codes in languages.items() if len(codes) > 1}

    def name(self, fact: PageFact) -> str:
        """Give the title of a page, with its language if another one has the same title."""
        if fact.title not in self._ambiguous:
            return fact.title
        language = get_content_languages().get(fact.language, fact.language)
        return _("%(title)s (%(language)s)") % {"title": fact.title, "language": language}

    @cached_property
    def languages(self) -> list[str]:
        """The codes of the languages that the site has pages in."""
        return sorted({fact.language for fact in self.facts.values()})

    @cached_property
    def sections(self) -> list[PageFact]:
        """The upper pages with pages below them, in the order of the tree."""
        top = min((fact.depth for fact in self.facts.values()), default=0)
        return [
            fact
            for fact in self.facts.values()
            if fact.children and fact.depth - top <= LEVELS and self.may_name(fact)
        ]

    def section(self, value: str) -> PageFact | None:
        """Give the page with a number, if it stands in the tree and may be named."""
        is_number = value.isascii() and value.isdecimal() and len(value) <= LONGEST_NUMBER
        fact = self.facts.get(int(value)) if is_number else None
        return fact if fact and self.may_name(fact) else None

    def within(self, section: PageFact | None, language: str) -> Iterator[PageFact]:
        """Give the pages of a section and a language; None and "" stand for all."""
        for fact in self.facts.values():
            if section and not fact.is_within(section.path):
                continue
            if not language or fact.language == language:
                yield fact
