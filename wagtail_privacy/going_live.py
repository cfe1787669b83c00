"""Watches a way past the page types: the base page, whose `save()` knows none of their rules."""

from collections.abc import Callable, Collection
from typing import Any

import swapper
from django.db.models.signals import pre_save


def refuse_from_base(kind: type, demand: Callable[[Any], None]) -> None:
    """Let `demand` raise when a page of a kind is shown by saving it as a plain base page.

    Django names the class of the instance as the sender, so saving a page as what it is costs
    nothing. `demand` is given the page as what it is, saying what readers would see.
    """

    def on_base_save(
        instance: Any,
        raw: bool = False,
        update_fields: Collection[str] | None = None,
        **kwargs: Any,
    ) -> None:
        if not raw and _may_show(instance, update_fields) and _is_of(instance, kind):
            page = _as_it_would_be(instance)
            if page is not None:
                demand(page)

    base = swapper.load_model("wagtailcore", "Page")
    pre_save.connect(on_base_save, sender=base, weak=False, dispatch_uid=(kind, "going live"))


def _may_show(instance: Any, update_fields: Collection[str] | None) -> bool:
    is_written = update_fields is None or not {"live", "title"}.isdisjoint(update_fields)
    return bool(instance.pk and instance.live and is_written)


def _is_of(instance: Any, kind: type) -> bool:
    model = instance.specific_class  # known from the cache of content types
    return model is not None and issubclass(model, kind)


def _as_it_would_be(instance: Any) -> Any:
    page = instance.specific_class._base_manager.filter(pk=instance.pk).first()
    if page is None or (page.live and page.title == instance.title):
        return None
    page.live, page.title = True, instance.title
    return page
