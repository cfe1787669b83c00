"""How far the forms of a site are: which they are, and what each of them still lacks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.contrib.forms.models import FormMixin
from wagtail.coreutils import get_content_languages
from wagtail.models import Site, get_page_models

from wagtail_privacy.forms.mixins import PrivacyFormMixin
from wagtail_privacy.forms.page_types import form_page_models
from wagtail_privacy.registry import StartTask, TaskNote, TaskState


@dataclass(frozen=True, slots=True)
class FormState:
    """A form as it was last saved, and what it lacks."""

    page: Any
    draft: Any
    has_namesake: bool = False  # another form of the site has the same title

    @property
    def title(self) -> str:
        """The title, with the language where the title alone does not tell."""
        title = str(self.draft.title)
        code = self.page.locale.language_code
        language = get_content_languages().get(code, code)
        return f"{title} ({language})" if self.has_namesake else title

    @property
    def fields(self) -> list[Any]:
        return list(self.draft.get_form_fields())

    @property
    def lacks_fields(self) -> bool:
        """Whether it asks for nothing yet; only its editor can mend that."""
        return not self.fields

    @property
    def lacks_purpose(self) -> bool:
        return self.draft.purpose_id is None

    @property
    def lacks_categories(self) -> bool:
        return any(field.data_category_id is None for field in self.fields)

    @property
    def is_answered(self) -> bool:
        return not (self.lacks_purpose or self.lacks_categories)

    @property
    def is_done(self) -> bool:
        """Whether it asks for something, is answered, and published as it was last saved."""
        is_out = self.page.live and not self.page.has_unpublished_changes
        return is_out and self.is_answered and not self.lacks_fields

    @property
    def words(self) -> str:
        """Say what it lacks, in a few words."""
        if self.lacks_purpose:
            return _("purpose missing")
        if self.lacks_categories:
            return _("data categories missing")
        if self.lacks_fields:
            return _("no field yet, add one in its editor")
        if not self.page.live:
            return _("answered, not published yet")
        if self.page.has_unpublished_changes:
            return _("published, with changes that are not")
        return _("complete")


def state_of(page: Any) -> FormState:
    """Give the state of a form; its revision is read only if there is something newer in it."""
    is_newer = page.has_unpublished_changes or not page.live
    return FormState(page, page.get_latest_revision_as_object() if is_newer else page)


def forms_of(site: Site) -> list[FormState]:
    """Give the privacy forms of a site, published or not, in the order of the page tree."""
    pages = [page for model in form_page_models() for page in _pages(site, model)]
    states = [state_of(page) for page in sorted(pages, key=lambda page: page.path)]
    times = Counter(state.draft.title for state in states)
    return [replace(state, has_namesake=times[state.draft.title] > 1) for state in states]


def ungoverned_forms(site: Site) -> list[Any]:
    """Give the form pages of a site that are no privacy forms."""
    models = [
        model
        for model in get_page_models()
        if issubclass(model, FormMixin) and not issubclass(model, PrivacyFormMixin)
    ]
    return [page for model in models for page in _pages(site, model)]


def _pages(site: Site, model: Any) -> Iterator[Any]:
    paths = tuple(r.root_path for r in Site.get_site_root_paths() if r.site_id == site.pk)
    # An alias follows its original.
    pages = model.objects.filter(alias_of=None).select_related("locale").order_by("path")
    yield from (page for page in pages if page.url_path.startswith(paths))


def forms_task(request: HttpRequest, site: Site) -> Iterator[StartTask]:
    """Yield the task: what each form is for, what it asks for, and what follows."""
    states, others = forms_of(site), ungoverned_forms(site)
    number = len(states)
    found = ngettext("%(number)d found", "%(number)d found", number) % {"number": number}
    notes = [TaskNote(f"{state.title}: {state.words}") for state in states]
    if others:
        names = ", ".join(page.title for page in others)
        notes.append(TaskNote(_("Not governed: %(names)s") % {"names": names}))
    yield StartTask(
        order=30,
        title=_("Your forms (%(found)s)") % {"found": found},
        asks=_("per form: what for, which data, what if somebody does not answer"),
        state=TaskState.DONE if all(state.is_done for state in states) else TaskState.TO_DO,
        url=reverse("wagtail_privacy_start_forms:index", args=[site.pk]),
        notes=tuple(notes),
    )
