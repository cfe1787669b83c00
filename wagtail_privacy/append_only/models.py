"""The one base of all records that are never changed, and deleted when their time is over at most.

What could write past a queryset is refused by signals: `save_base`, a fixture, a deletion that
cascades. What goes past Django is for the triggers of the database.
"""

import datetime
from collections.abc import Iterable
from typing import Any, ClassVar, NoReturn, TypeVar

from django.apps import apps
from django.db import models
from django.db.models.signals import class_prepared, pre_delete, pre_save

#: Rows deleted by one statement.
CHUNK = 500

Row = TypeVar("Row", bound="AppendOnlyModel", covariant=True)


class AppendOnlyError(RuntimeError):
    """Somebody tried to change or delete a record that stays as it is."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows to read and to add to, with no way to change them and one to delete what is over."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        refuse(self.model)

    # Each of these would go past `AppendOnlyModel.save()`.
    delete = bulk_update = update_or_create = _raw_delete = _refuse

    def _update(self, values: Any, returning_fields: Any = None) -> Any:
        # Django tries this first for a row with a key, such as one of a fixture. From 6.0 on it
        # names what it wants to know of the rows, and expects them; before, their number.
        if self.exists():
            self._refuse()
        return 0 if returning_fields is None else []

    def update(self, **values: Any) -> int:
        """Empty a column that may be emptied, as Django does when what it points at is deleted."""
        columns = {getattr(self.model._meta.get_field(name), "attname", name) for name in values}
        is_emptying = all(value is None for value in values.values())
        if not values or not is_emptying or not columns <= set(self.model.may_be_emptied):
            self._refuse()
        return super().update(**values)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        """Add new rows in one query; refuse to overwrite any."""
        rows = list(objs)
        if args or options.get("update_conflicts") or any(not row._state.adding for row in rows):
            self._refuse()
        for row in rows:
            row.before_adding()
        return super().bulk_create(rows, **options)

    def due(self, now: datetime.datetime) -> "AppendOnlyQuerySet[Row]":
        """Give the rows whose time is over; a record without an end refuses."""
        self._refuse()

    def purge(self, now: datetime.datetime) -> int:
        """Delete those of these rows whose time is over, and no other: the one way to delete."""
        keys = list(self.due(now).order_by().values_list("pk", flat=True))
        deleted = 0
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            rows: Any = self.model._base_manager.using(self.db).filter(pk__in=chunk)
            deleted += super(AppendOnlyQuerySet, rows)._raw_delete(rows.db)
        return deleted


class AppendOnlyModel(models.Model):
    """A record to which rows are added; a subclass has `objects` and a `Meta` derived from ours."""

    #: Columns that become NULL when what they point at is deleted; nothing else ever changes.
    may_be_emptied: ClassVar[tuple[str, ...]] = ()
    #: By any of which the database knows a row that may be deleted, the quickest first, in the SQL
    #: that all of them speak: {row}, {table} and {now} are written in. The same rule as `due`.
    may_go: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Django inserts a row whose key is set already only if it is told to.
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        refuse(type(self))

    def before_adding(self) -> None:
        """Complete a row before it is added, unless a fixture brings it complete."""


def refuse(model: type[models.Model]) -> NoReturn:
    """Raise the error that names the record."""
    raise AppendOnlyError(
        f"{model._meta.label} is only ever added to; nothing changes or deletes it before its time."
    )


def guarded_models() -> list[type[AppendOnlyModel]]:
    """Give the records of the installed apps that are only ever added to."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnlyModel)]


def _before_save(
    instance: AppendOnlyModel, raw: bool, using: str, update_fields: Any, **kwargs: Any
) -> None:
    rows = type(instance)._base_manager.using(using)
    # Without a key of its own a new row can overwrite none, so this costs it no query.
    is_there = instance.pk is not None and rows.filter(pk=instance.pk).exists()
    if not instance._state.adding or update_fields or is_there:
        refuse(type(instance))
    if not raw:
        instance.before_adding()


def _before_delete(instance: AppendOnlyModel, **kwargs: Any) -> None:
    refuse(type(instance))


def _guard(sender: type[models.Model], **kwargs: Any) -> None:
    if issubclass(sender, AppendOnlyModel):
        pre_save.connect(_before_save, sender=sender)
        pre_delete.connect(_before_delete, sender=sender)


class_prepared.connect(_guard)
