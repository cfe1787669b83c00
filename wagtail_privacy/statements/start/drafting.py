"""Makes the draft of a statement in every language of a site that has none yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext, override
from wagtail.coreutils import find_available_slug
from wagtail.models import Site, get_page_models

from wagtail_privacy.statements.mixins import PrivacyStatementMixin


@dataclass(frozen=True, slots=True)
class Place:
    """The home page of a site in a language, and the statement of the site in it, if any."""

    root: Any
    statement: Any = None  # as its latest revision has it

    @property
    def language(self) -> str:
        return str(self.root.locale.language_code)


def statement_models() -> list[type[Any]]:
    """Give the page types of the project that are statements."""
    return [model for model in get_page_models() if issubclass(model, PrivacyStatementMixin)]


def places_of(site: Site) -> list[Place]:
    """Give the languages in which a site speaks, each with its statement, published or not."""
    root = site.root_page
    others = root.get_translations().filter(alias_of=None).live().select_related("locale")
    roots = [root, *(page for page in others if page.get_site() == site)]
    statements = list(_statements_of(site))
    return [
        Place(
            page,
            next((s for s in statements if s.locale_id == page.locale_id), None),
        )
        for page in roots
    ]


def _statements_of(site: Site) -> Iterator[Any]:
    paths = [r.root_path for r in Site.get_site_root_paths() if r.site_id == site.pk]
    for model in statement_models():
        # A published one is found before a draft.
        for page in model.objects.order_by("-live", "path").select_related("locale"):
            if page.url_path.startswith(tuple(paths)):
                yield page


def model_for(root: Any) -> type[Any] | None:
    """Give the first statement type that may stand below a home page, or None."""
    return next((model for model in statement_models() if model.can_create_at(root.specific)), None)


def may_draft(user: Any, root: Any) -> bool:
    """Whether somebody may add a statement below a home page."""
    return bool(root.permissions_for_user(user).can_add_subpage()) and model_for(root) is not None


def why_no_draft(user: Any, root: Any) -> str:
    """Say why no statement can be made below a home page, and what to do; empty if it can."""
    if may_draft(user, root):
        return ""
    if model_for(root) is not None:
        return gettext("You may not add a page here. Ask whoever looks after the pages.")
    models = statement_models()
    if not models:
        return gettext(
            "This site has no page type for a statement. Let your developer install "
            "wagtail_privacy.pages, or add PrivacyStatementMixin to a page type of the site."
        )
    names = {"title": root.title, "types": _names_of(models)}
    if parents := {parent for model in models for parent in model.allowed_parent_page_models()}:
        return gettext(
            "A statement may not stand below “%(title)s”, only below these kinds of pages: "
            "%(parents)s. Add it there by hand; then it appears here."
        ) % {**names, "parents": _names_of(parents)}
    return (
        gettext(
            "No page of this site may have a statement below it. Let your developer allow the page "
            "type “%(types)s” below “%(title)s” (subpage_types and parent_page_types)."
        )
        % names
    )


def _names_of(models: Iterable[Any]) -> str:
    return ", ".join(sorted(str(model.get_verbose_name()) for model in models))


def make_drafts(site: Site, user: Any) -> list[Any]:
    """Make the drafts that are missing and that the user may make; give them.

    A page type that asks for more than this package knows raises `ValidationError`; then nobody
    but an editor can make the page.
    """
    places = places_of(site)
    original = next((place.statement for place in places if place.statement), None)
    made = []
    for place in places:
        if place.statement is None and may_draft(user, place.root):
            page = _make_draft(place.root, user, original)
            original = original or page
            made.append(page)
    return made


def make_drafts_if_possible(site: Site, user: Any) -> list[Any]:
    """Make the drafts that are missing; none if the page type asks for more."""
    try:
        return make_drafts(site, user)
    except ValidationError:
        return []


def _make_draft(root: Any, user: Any, original: Any) -> Any:
    model = model_for(root)
    if model is None:  # `may_draft` has been asked before
        raise ValueError("No statement may stand here.")
    with override(root.locale.language_code):
        title = gettext("Privacy statement")
    slug = find_available_slug(root, slugify(title))
    page = model(title=title, slug=slug, locale=root.locale, live=False, owner=user)
    if original is not None and type(original) is model:
        page.translation_key = original.translation_key
    parent = type(root).objects.get(pk=root.pk)
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    return page
