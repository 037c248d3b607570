"""What is said for all exercises, given to those that state nothing of the kind themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from holdspace.importing import english_rules
from holdspace.importing.facts import Step
from holdspace.importing.intervals import intervals_in
from holdspace.importing.naming import key_words
from holdspace.importing.rules import Rule, apply

_UNRULED = (-2, 0, 0)
"""In place of the part whose rule has dosed an exercise: none has."""
_ALONE = (-3, 0, 0)
"""In place of the part: a rule for this exercise alone."""
_FEWEST_INTERVALS = 3
"""Exercises without a dose that make a workout by the clock."""


def apply_rules(
    rules: list[Rule], units: list[list[Step]], unit_parts: list[int], around: frozenset[int] = frozenset()
) -> None:
    """Give the `units`, which stand in the parts `unit_parts`, what the `rules` say; those of a part come first.

    The parts `around`, warm-up and cool-down, go by their own rules alone, where there are others.
    Two rules as wide as each other go together: “do each ten times”, “hold each for three seconds”.
    """
    bare = {id(unit): _UNRULED for unit in units if not _is_dosed(unit)}
    main = set(unit_parts) - around or set(unit_parts)
    narrow_first = lambda rule: (not rule.is_for_one, rule.scope == -1, rule.reach is None, -rule.first)  # noqa: E731
    for rule in sorted(rules, key=narrow_first):
        parts = set(rule.reach) if rule.reach else main if rule.scope == -1 else {rule.scope}
        chosen = [unit for unit, part in list(zip(units, unit_parts, strict=True))[rule.first :] if part in parts]
        chosen = chosen if rule.only is None else units[rule.only :][:1]
        chosen = chosen if rule.few is None else units[rule.few]
        chosen = chosen if not rule.named else [unit for unit in chosen if rule.named <= _names(unit)]
        ruled = frozenset(key for key, scope in bare.items() if scope == rule.width)
        counted = any(other.step.repeats for other in rules if other.width == rule.width and not other.is_for_one)
        apply(rule.step, chosen, ruled, counted=counted)
        for unit in chosen:
            if bare.get(id(unit)) == _UNRULED and _is_dosed(unit):
                bare[id(unit)] = _ALONE if rule.is_for_one else rule.width


def keep_to_sections(rules: list[Rule], sections: list[range]) -> None:
    """Make each rule one of its own section, where two sections of the page have such, or where it says so.

    `sections`: of each part, the parts that stand under the heading that is over it too.
    """
    told = [rule for rule in rules if rule.scope == -1 and not rule.is_for_one]
    apart = {rule.told_in: sections[rule.told_in] for rule in told if len(sections[rule.told_in]) < len(sections)}
    several = len({reach.start for reach in apart.values()}) > 1
    for rule in told:
        if rule.told_in in apart and (several or _OF_SECTION.search(rule.text)):
            rule.reach = apart[rule.told_in]


_OF_SECTION = re.compile(english_rules.OF_SECTION_PATTERN, re.IGNORECASE)


def intervals_rule(told: Iterable[str], units: list[list[Step]]) -> Rule | None:
    """The work and the rest that a title or a line about the workout states, where most exercises have no dose."""
    found = next((step for text in told if (step := intervals_in(text)) is not None), None)
    bare = [unit for unit in units if not _is_dosed(unit) and not any(step.paced for step in unit)]
    if found is None or len(bare) < _FEWEST_INTERVALS or len(bare) * 2 <= len(units):
        return None
    return Rule(found.text, found)


def _names(unit: list[Step]) -> set[str]:
    """The words that an exercise is called by."""
    return {word for step in unit for word in key_words(f"{step.section} {step.name}")}


def _is_dosed(unit: list[Step]) -> bool:
    return any(step.holds or step.repeats or step.sets for step in unit)
