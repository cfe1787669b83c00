"""Names the places where the facts of a section are edited."""

from collections.abc import Iterator

from wagtail_privacy.statements.blocks.sections import Register
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules import Place, PlaceKind, Section, places


def sources_of(register: Register, facts: StatementFacts) -> Iterator[Place]:
    """Yield the entries of a register that the facts come from."""
    match register:
        case Register.CONTROLLER:
            yield places.controller(Section.CONTROLLER)
        case Register.FORMS:
            yield from map(places.of_activity, facts.collection_points)
        case Register.PURPOSES:
            named = (purpose for purpose in facts.purposes)
            yield from (places.of_entry(p, Section.COLLECTION_POINTS) for p in named)
        case Register.CATEGORIES:
            groups = (category for group in facts.category_groups for category in group.categories)
            yield from (places.of_entry(c, Section.DATA_CATEGORIES) for c in groups)
        case Register.RECIPIENTS:
            yield from (places.of_entry(r, Section.RECIPIENTS) for r in facts.recipients)
        case Register.STATISTICS:
            yield from map(places.of_activity, filter(None, [facts.statistics]))
        case Register.ELSEWHERE:
            yield from map(places.of_activity, facts.from_elsewhere)


def from_registers(found: Iterator[Place]) -> list[Place]:
    """Give places once, those in the code last."""
    once = dict.fromkeys(found)
    return sorted(once, key=lambda place: place.kind == PlaceKind.CODE)
