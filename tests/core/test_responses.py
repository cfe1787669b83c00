"""An answer is rendered late, so that middleware can change it, and in the language of its page."""

import pickle
from typing import Any

from django.http import HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.utils import translation

from wagtail_privacy.responses import in_language

TEMPLATE = "{% load i18n %}{% get_current_language as code %}{{ code }} {{ words }}"


def answer(cls: type[TemplateResponse] = TemplateResponse) -> Any:
    template = engines["django"].from_string(TEMPLATE)
    return in_language(cls(RequestFactory().get("/"), template, {"words": "before"}), "de")


def test_it_stays_unrendered_until_the_middleware_has_seen_it() -> None:
    response = answer()
    assert not response.is_rendered
    response.context_data["words"] = "after"
    with translation.override("en"):
        assert response.render().content == b"de after"
        assert translation.get_language() == "en"


def test_its_head_names_the_language() -> None:
    assert answer().headers["Content-Language"] == "de"
    assert in_language(HttpResponse("x"), "de").headers["Content-Language"] == "de"


def test_a_cache_can_keep_it() -> None:
    kept = pickle.loads(pickle.dumps(answer().render()))  # noqa: S301
    assert kept.content == b"de before"


def test_a_class_of_the_sites_own_is_rendered_at_once() -> None:
    class OwnResponse(TemplateResponse):
        pass

    response = answer(OwnResponse)
    assert type(response) is OwnResponse
    assert response.content == b"de before"
