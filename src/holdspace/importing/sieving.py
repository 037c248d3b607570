"""Which sentences of a block stay; the rules and the rounds among them are noted on the way."""

from __future__ import annotations

from collections.abc import Iterator

from holdspace.importing import exercises, rounds, rules, telltales
from holdspace.importing.doses import read_doses, states_hold
from holdspace.importing.facts import Block, Step
from holdspace.importing.gathering import ALL_PARTS, Gatherer
from holdspace.importing.intervals import states_intervals
from holdspace.importing.judging import Zone, is_dosed, why_dropped
from holdspace.importing.merging import orders_side
from holdspace.importing.naming import lead_name
from holdspace.importing.pacing import goes_on, mentions_breath
from holdspace.importing.sentences import sentences


class Sieve(Gatherer):
    """Takes the sentences of one block after another."""

    def _kept(self, block: Block, zone: Zone, *, listed: bool = False, loose: bool = False) -> str:
        """The sentences of `block` that stay; rules and rounds are noted on the way."""
        kept: list[str] = []
        held_back: list[tuple[int, str]] = []
        for start, end in self._own_sentences(block, loose=loose):
            sentence = block.text[start:end]
            alone = start == 0 and end == len(block.text)
            if self._rules(sentence, zone, loose=loose, first=not kept) or self._counts_rounds(
                sentence, zone, alone=alone, first=not kept
            ):
                continue
            if zone == "outro" and self._goes_with_last(sentence):
                self._extend(block, sentence)
                continue
            if zone == "outro" and self._doses_list(sentence):
                continue
            why = "" if telltales.counts_breath(sentence) else why_dropped(sentence, zone, listed=listed and start == 0)
            if why == "no instruction" and states_hold(sentence):
                why = ""
            if (
                why == "no instruction"
                and start == 0
                and zone == "prose"
                and telltales.names_dosed(block.text, sentence)
            ):
                why = ""
            if why == "no instruction" and zone == "prose" and telltales.may_tell(sentence):
                held_back.append((len(kept), sentence))
            elif why:
                self._drop(sentence, why)
            else:
                kept.append(sentence)
        unsure = [sentence for _, sentence in held_back] if not kept else []
        for at, sentence in reversed(held_back if kept else []):
            kept.insert(at, sentence)
        if zone == "step" and not listed and not any(telltales.tells_step(sentence) for sentence in kept):
            unsure, kept = kept, []
        for sentence in unsure:
            self._drop(sentence, "no instruction")
        return " ".join(kept)

    def _own_sentences(self, block: Block, *, loose: bool) -> Iterator[tuple[int, int]]:
        """The sentences of `block` without the answers to “Too easy?”, which tell how else something can be done."""
        asked = False
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            varies, asked = asked and (loose or is_dosed(sentence)), bool(telltales.ASKS_VARIATION.match(sentence))
            if varies:
                self._drop(sentence, "how else it can be done")
            else:
                yield start, end

    def _rules(self, sentence: str, zone: Zone, *, loose: bool, first: bool) -> bool:
        """Note the rule that `sentence` states for other steps; False where it is none."""
        if zone != "step" and self.units and first:
            placed = rules.ordinal_rule_in(sentence)
            if placed is not None and -1 <= placed[1] < len(self.units):
                self.rules.append(rules.Rule(sentence, placed[0], only=placed[1]))
                self._drop(sentence, "a rule for one step, applied to it")
                return True
        if not (loose or len(sentence.split()) < _LONGEST_RULE) or not self._may_rule(sentence, zone):
            return False
        rule = rules.rule_in(sentence)
        if rule is None:
            return False
        self.rules.append(rules.Rule(sentence, rule, self.at if self.scoped else -1))
        self._drop(sentence, "a rule for the steps, applied to them")
        if (more := rounds.rounds_in(sentence)) and more.rounds and rounds.is_of_the_sequence(sentence):
            if rounds.RESTS_AND_REPEATS.search(sentence):
                more.rest_seconds, rule.rest_seconds = rule.rest_seconds or more.rest_seconds, None
            self.rounds.setdefault(self.at, more)
        elif more and not more.rounds and more.rest_seconds and rule.rest_seconds:
            self._note_rounds(more)  # “20 seconds between exercises and two minutes between rounds”
        return True

    def _counts_rounds(self, sentence: str, zone: Zone, *, alone: bool, first: bool) -> bool:
        """Note how often `sentence` wants the steps around it done; False where it does not say."""
        own_item = self.listing and not self.nested and alone
        told = telltales.ROUNDS.match(sentence) or (
            telltales.REPEATS.match(sentence) and (self.grouped or self._all_dosed())
        )
        if zone == "step" and alone and not self.listing and telltales.OF_ALL.match(sentence):
            whole = rounds.rounds_in(sentence)
            if whole is not None and whole.rounds:
                self.rounds.setdefault(ALL_PARTS, whole)
                self._drop(sentence, "how often the steps are done")
                return True
        if zone == "step" and not (own_item and told):
            return False
        ordered = bool(telltales.ROUNDS_ORDER.search(sentence)) and not mentions_breath(sentence)
        if zone == "prose" and not ordered and (self.units or not first):
            return False
        found = rounds.rounds_in(sentence)
        if found is None and zone == "outro" and self.grouped and self.at in self.rounds:
            found = rounds.rest_in(sentence)
        if found is None and zone == "outro" and len(self.units) > self.first + 1:
            found = rounds.short_rest_in(sentence)
        if found is None or (telltales.is_own(sentence, zone) and not (ordered and zone == "prose")):
            return False
        if zone == "step" and self.units and found.rest_seconds is None:
            found.rest_seconds = exercises.rest_behind(self.units[-1][-1])
        self._note_rounds(found)
        self._drop(sentence, "how often the steps are done")
        return True

    def _all_dosed(self) -> bool:
        """Whether the part ends in two exercises or more, each with its name and its dose."""
        rows = [unit for unit in self.units[self.first :] if any(s.holds or s.repeats or s.sets for s in unit)]
        named = [unit for unit in rows if any(step.name or lead_name(step.text)[0] for step in unit)]
        return len(named) > 1 and len(named) == len(rows) >= len(self.units) - self.first - 1

    def _may_rule(self, sentence: str, zone: Zone) -> bool:
        """Whether a rule may stand there: a step's own “each stretch” is that step."""
        return zone != "step" or bool(telltales.BETWEEN.search(sentence)) or states_intervals(sentence)

    def _goes_with_last(self, text: str) -> bool:
        """Whether a sentence behind a list only says of its last exercise which side, how often or how long."""
        if len(self.units) == self.first:
            return False
        self._join_breaths()
        paced = self.units[-1][-1].paced
        alone = telltales.DOSE_FIELD.match(text) and not any(s.name for unit in self.units[self.first :] for s in unit)
        return orders_side(text) or bool(alone) or (paced is not None and goes_on(text))

    def _doses_list(self, text: str) -> bool:
        """Note a field behind a list of named exercises, “Reps: 10 each”, as their rule; False where it is none."""
        rows = self.units[self.first :]
        if not telltales.DOSE_FIELD.match(text) or any(s.holds or s.repeats or s.sets for unit in rows for s in unit):
            return False
        step = Step(text)
        read_doses(step, short=True)
        if not (step.holds or step.repeats or step.sets):
            return False
        self.rules.append(rules.Rule(text, step, self.at))
        self._drop(text, "a rule for the steps, applied to them")
        return True


_LONGEST_RULE = 30
"""Words of a rule in a list; a longer sentence there is a step."""
