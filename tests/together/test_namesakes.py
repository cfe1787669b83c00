"""Two forms of one title, such as those of two languages, are told apart at Privacy › Start."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.forms.pages import create_form


def test_the_language_tells_them_apart(
    admin_client: Client, site: Any, home: Any, english_home: Any
) -> None:
    create_form(home, None, None, title="Newsletter", live=False)
    create_form(home, None, None, title="Kontakt", live=False)
    create_form(english_home, None, None, title="Newsletter", live=False)
    for name in ("wagtail_privacy_start:site", "wagtail_privacy_start_forms:index"):
        content = admin_client.get(reverse(name, args=[site.pk])).text
        assert "Newsletter (German)" in content
        assert "Newsletter (English)" in content
        assert "Kontakt (German)" not in content
