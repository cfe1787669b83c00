"""A form page type that cannot be shown is named before a visitor finds out."""

import pytest
from django.core.checks import run_checks

from tests import factories


def test_the_template_after_sending_is_looked_for_by_the_name_that_wagtail_gives_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = factories.form_page_model()
    monkeypatch.setattr(model, "template", "nowhere/form.html")
    monkeypatch.delattr(model, "landing_page_template", raising=False)
    found = [m.msg for m in run_checks(tags=["wagtail_privacy"], databases=[]) if m.obj is model]
    assert len(found) == 2
    assert "nowhere/form_landing.html" in found[1]
