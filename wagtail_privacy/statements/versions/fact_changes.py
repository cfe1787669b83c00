"""Says in plain sentences which facts differ between two contents of a statement."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

Content = dict[str, Any]

#: What an aspect of a fact is called within a sentence such as "Call-back: kept 14 days → 10 days".
ASPECTS = {
    "name": pgettext_lazy("what changed", "name"),
    "post": pgettext_lazy("what changed", "postal address"),
    "email": pgettext_lazy("what changed", "e-mail"),
    "phone": pgettext_lazy("what changed", "telephone"),
    "url": pgettext_lazy("what changed", "website"),
    "log": pgettext_lazy("what changed", "the server log keeps"),
    "own_log": pgettext_lazy("what changed", "the application’s own log"),
    "log_days": pgettext_lazy("what changed", "days the server log is kept"),
    "log_basis": pgettext_lazy("what changed", "legal basis of the server log"),
    "decisions": pgettext_lazy("what changed", "a machine decides alone"),
    "purposes": pgettext_lazy("what changed", "purpose"),
    "basis": pgettext_lazy("what changed", "legal basis"),
    "retention": pgettext_lazy("what changed", "kept"),
    "categories": pgettext_lazy("what changed", "data"),
    "required": pgettext_lazy("what changed", "required answers"),
    "voluntary": pgettext_lazy("what changed", "voluntary answers"),
    "recipients": pgettext_lazy("what changed", "recipients"),
    "reason": pgettext_lazy("what changed", "serves for"),
    "lifetime": pgettext_lazy("what changed", "stays on your device"),
    "task": pgettext_lazy("what changed", "task"),
    "country": pgettext_lazy("what changed", "country"),
    "contract": pgettext_lazy("what changed", "contract since"),
    "safeguard": pgettext_lazy("what changed", "safeguard"),
    "safeguard_url": pgettext_lazy("what changed", "copy of the safeguard"),
}
NEW = {
    "activity": gettext_lazy("New: %(title)s"),
    "recipient": gettext_lazy("New recipient: %(title)s"),
    "device": gettext_lazy("New on your device: %(title)s"),
}
GONE = {
    "activity": gettext_lazy("No longer: %(title)s"),
    "recipient": gettext_lazy("No longer a recipient: %(title)s"),
    "device": gettext_lazy("No longer on your device: %(title)s"),
}


def fact_sentences(before: Content, after: Content) -> Iterator[str]:
    """Yield what became of the facts, those of the new content in its order first."""
    yield from _heads(before, after)
    old, new = _by_key(before), _by_key(after)
    for key, fact in new.items():
        if key in old:
            yield from _of_both(old[key], fact)
        else:
            yield str(NEW.get(fact["kind"], NEW["activity"])) % {"title": fact["title"]}
    for key, fact in old.items():
        if key not in new:
            yield str(GONE.get(fact["kind"], GONE["activity"])) % {"title": fact["title"]}
    if _order(old, new) != _order(new, old):
        yield _("The facts stand in another order.")


def _by_key(content: Content) -> dict[str, Content]:
    return {f"{fact['kind']} {fact['key']}": fact for fact in content["facts"]}


def _order(one: dict[str, Content], other: dict[str, Content]) -> list[str]:
    return [key for key in one if key in other]


def _heads(before: Content, after: Content) -> Iterator[str]:
    if before["title"] != after["title"]:
        names = {"old": before["title"], "new": after["title"]}
        yield _("The title: %(old)s → %(new)s") % names
    if before["motto"] != after["motto"]:
        names = {"old": before["motto"] or "–", "new": after["motto"] or "–"}
        yield _("The motto: %(old)s → %(new)s") % names


def _of_both(before: Content, after: Content) -> Iterator[str]:
    if before["title"] != after["title"]:
        names = {"old": before["title"], "new": after["title"]}
        yield _("%(old)s is now called %(new)s") % names
    # In the order in which a reader asks, whatever the order of the stored keys.
    codes = dict.fromkeys([*ASPECTS, *before["aspects"], *after["aspects"]])
    for code in codes:
        old, new = before["aspects"].get(code, []), after["aspects"].get(code, [])
        if old != new:
            yield _of_aspect(after["title"], str(ASPECTS.get(code, code)), old, new)


def _of_aspect(title: str, aspect: str, old: list[str], new: list[str]) -> str:
    words = {"title": title, "aspect": aspect}
    if len(old) == len(new) == 1:
        words |= {"old": _on_one_line(old), "new": _on_one_line(new)}
        return _("%(title)s: %(aspect)s %(old)s → %(new)s") % words
    added = [value for value in new if value not in old]
    removed = [value for value in old if value not in new]
    words |= {"added": _on_one_line(added), "removed": _on_one_line(removed)}
    if added and removed:
        return _("%(title)s: %(aspect)s, new: %(added)s; no longer: %(removed)s") % words
    if added:
        return _("%(title)s: %(aspect)s, new: %(added)s") % words
    if removed:
        return _("%(title)s: %(aspect)s, no longer: %(removed)s") % words
    return _("%(title)s: %(aspect)s, listed in another way") % words


def _on_one_line(values: list[str]) -> str:
    return ", ".join(value.replace("\n", ", ") for value in values)
