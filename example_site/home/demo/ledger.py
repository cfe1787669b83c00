"""Remembers what the demo made, so that a second run doubles and resets nothing."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

from example_site.home.models import DemoRecord

Thing = TypeVar("Thing", bound=models.Model)


def find(key: str, model: type[Thing]) -> Thing | None:
    """Give what stands under the key, unless somebody has deleted it."""
    record = DemoRecord._default_manager.filter(key=key).first()
    if record is None:
        return None
    return model._default_manager.filter(pk=record.object_id).first()


def once(key: str, model: type[Thing], make: Callable[[], Thing]) -> Thing:
    """Give what stands under the key as visitors have left it; make it if it is not there."""
    found = find(key, model)
    if found is not None:
        return found
    made = make()
    content_type = ContentType.objects.get_for_model(model)
    DemoRecord._default_manager.update_or_create(
        key=key, defaults={"content_type": content_type, "object_id": str(made.pk)}
    )
    return made
