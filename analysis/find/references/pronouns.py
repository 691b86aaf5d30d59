"""Pronouns: whom "he", "she", "it" and "they" stand for.

Of all that agrees in gender and number, in the sentence and the few before it, the one most in view is taken, and only
where no other comes near. In view is what is a subject, near, named often, and in the same voice (in the spirit of
Lappin & Leass 1994); what the grammar of the clause rules out ("Lee met him" is not Lee) is out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict, deque
from heapq import merge
from operator import itemgetter

import numpy as np
import polars as pl

from analysis.find.references.phrases import Phrases
from analysis.find.references.scene import (
    PLACE,
    SUBJECT,
    Candidate,
    Pronoun,
    Relative,
    find_voice,
    list_named,
    list_others,
    list_pronouns,
    list_relative,
)

RESOLVED = {"row": pl.Int64, "actor": pl.String, "type": pl.String, "antecedent": pl.Int64}
BACK = 3  # sentences before a pronoun in which what it stands for may lie
_MOST = 24  # of what was named last that is looked at
# In view: the weights were chosen on one half of the sentences of NewsMTSC.
_DISTANCE = (0.0, -10.0, -24.0, -38.0)
_GOVERNS, _STEP, _PARALLEL, _OTHER_VOICE, _LATER, _OFTEN = 8.0, 2.0, 3.0, -10.0, -6.0, 1.2
_AGREES = {  # what each agrees with, and what doubt costs
    "he": {"he": 0.0, "he or she": -5.0}, "she": {"she": 0.0, "he or she": -5.0}, "it": {"it": 0.0, "it or they": 0.0},
    "they": {"they": 0.0, "it or they": -4.0},
}  # fmt: skip
_BODIES = frozenset(("it", "they", "it or they"))
_MARGIN = {"he": 4.0, "she": 4.0, "it": 6.0, "they": 6.0}  # by which the first must lead the next
_LEAST = {"he": -26.0, "she": -26.0, "it": 4.0, "they": 4.0}


def find_pronouns(phrases: Phrases, nouns: pl.DataFrame, told_of: list[str], marks: pl.DataFrame) -> pl.DataFrame:
    """Every pronoun that stands for an actor, as RESOLVED: row, actor, type, antecedent (row of mentions).

    `nouns` are those of `find_descriptions`, `told_of` is the pronoun of each name (row of mentions) or "",
    `marks` are passages in quotation marks.
    """
    voice = find_voice(phrases, marks)
    later: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in list_named(phrases, voice, nouns, told_of):
        if candidate.weight == SUBJECT:
            later[candidate.sentence].append(candidate)
    parts = (
        list_named(phrases, voice, nouns, told_of), list_others(phrases, voice, nouns),
        list_relative(phrases, voice), list_pronouns(phrases, voice),
    )  # fmt: skip
    rows, doc, stage = [], -1, Stage(later)
    begins = np.flatnonzero(np.diff(phrases.doc, prepend=-1)).tolist()
    for event in merge(*parts, key=itemgetter(0)):  # one after the other: all at once would fill the memory
        if doc + 1 < len(begins) and event.row >= begins[doc + 1]:
            doc, stage = bisect_right(begins, event.row) - 1, Stage(later)
        if isinstance(event, Candidate):
            stage.enter(event)
        elif isinstance(event, Relative):
            stage.repeat(event)
        elif found := stage.resolve(event):
            rows.append((event.row, found.who, found.type, found.name))
    return pl.DataFrame(rows, schema=RESOLVED, orient="row")


class Stage:
    """What is in view at a place of one text; `later` are the named subjects of each sentence."""

    def __init__(self, later: dict[int, list[Candidate]]) -> None:
        self.later = later
        self.people: deque[Candidate] = deque(maxlen=_MOST)
        self.others: deque[Candidate] = deque(maxlen=_MOST)
        self.often: Counter[str | int] = Counter()
        self.at: dict[int, Candidate] = {}  # who stands at which row

    def enter(self, candidate: Candidate) -> None:
        (self.others if candidate.number in _BODIES else self.people).append(candidate)
        self.at[candidate.row] = candidate
        self.often[candidate.who] += 1

    def repeat(self, relative: Relative) -> None:
        """What a relative pronoun refers to is in view where that stands: "Ann Lee, *who* lost her boat"."""
        if relative.to in self.at:
            self.enter(self.at[relative.to]._replace(**dict(zip(PLACE, relative, strict=False))))

    def resolve(self, pronoun: Pronoun) -> Candidate | None:
        """What the pronoun stands for, which then is in view where the pronoun is; None where that is not clear."""
        scores: dict[str | int, tuple[float, Candidate]] = {}
        for candidate in self._view(pronoun):
            score = self._score(candidate, pronoun)
            if score is not None and (candidate.who not in scores or score > scores[candidate.who][0]):
                scores[candidate.who] = score, candidate
        if not scores:
            return None
        (best, chosen), *others = sorted(scores.values(), key=lambda pair: (-pair[0], -pair[1].row))
        clear = not others or best - others[0][0] >= _MARGIN[pronoun.number]
        if not clear or best < _LEAST[pronoun.number] or isinstance(chosen.who, int):
            return None
        found = chosen._replace(
            **dict(zip(PLACE, pronoun, strict=False)), number=_settle(chosen.number, pronoun.number)
        )
        self.enter(found)
        return found

    def _view(self, pronoun: Pronoun) -> list[Candidate]:
        """What agrees with a pronoun; what its sentence names later only where nothing named stands in it before."""
        since, seen = pronoun.sentence - BACK, self.others if pronoun.number in _BODIES else self.people
        agrees = _AGREES[pronoun.number]
        near = [candidate for candidate in seen if candidate.sentence >= since and candidate.number in agrees]
        if any(candidate.sentence == pronoun.sentence and candidate.name >= 0 for candidate in near):
            return near
        later = [candidate for candidate in self.later.get(pronoun.sentence, ()) if candidate.row > pronoun.row]
        over = [one for one in later if one.number in agrees and pronoun.verb != one.verb and one.verb in pronoun.above]
        return [*near, *over]

    def _score(self, candidate: Candidate, pronoun: Pronoun) -> float | None:
        """How much a candidate is in view; None where it cannot be meant."""
        if self._is_ruled_out(candidate, pronoun):
            return None
        steps = pronoun.sentence - candidate.sentence
        score = _DISTANCE[steps] + candidate.weight + _AGREES[pronoun.number][candidate.number]
        score += _OFTEN * min(self.often[candidate.who], 4)
        is_subject = candidate.weight == SUBJECT
        if is_subject and steps == 0 and candidate.verb in pronoun.above:
            score += _GOVERNS - _STEP * pronoun.above.index(candidate.verb)
        if is_subject and pronoun.weight == SUBJECT:
            score += _PARALLEL
        if candidate.voice != pronoun.voice:
            score += _OTHER_VOICE
        if candidate.row > pronoun.row:
            score += _LATER
        return score - 0.02 * abs(pronoun.row - candidate.row)

    def _is_ruled_out(self, candidate: Candidate, pronoun: Pronoun) -> bool:
        """Whether grammar forbids it: himself is the subject, his is not what he owns, him is not the subject.

        Of "it" and "they", a body must be a subject, and the pronoun, too, or an owner; else there is little surety.
        """
        is_body = candidate.name >= 0 and candidate.number != "they" and pronoun.number in _BODIES
        if is_body and (candidate.weight != SUBJECT or (pronoun.weight != SUBJECT and not pronoun.kind)):
            return True
        subject = self.at.get(pronoun.subject)
        is_subject = subject is not None and candidate.who == subject.who
        if pronoun.kind == "reflexive":
            return not is_subject
        if pronoun.kind == "owner":
            return candidate.row == pronoun.over
        speaks = (
            pronoun.voice >= 0 > candidate.voice
            and candidate.weight == SUBJECT
            and candidate.sentence == pronoun.sentence
        )
        return is_subject or candidate.verb == pronoun.verb >= 0 or speaks


def _settle(number: str, pronoun: str) -> str:
    return pronoun if number == "he or she" else number
