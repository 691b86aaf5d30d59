"""The words that make the telling of a statement less than flat."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.attributed import tell_attributed
from analysis.compare.certainty.called import tell_called
from analysis.compare.certainty.cues import tell_cues, tell_negated
from analysis.compare.certainty.levels import KEYS, MARKS


def find_marks(words: pl.DataFrame, quotes: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """The words that make a telling of a statement less than flat: the columns of MARKS; start is that of the sentence.

    `words` are those of `find_tellings`, `quotes` is as `find_sources` gives it, `cues` hits of the lexicons stance and negation
    (`find_cues`). A word counts only where it bears on the clause that tells the statement: at its verb, or over it ("*denied*
    that it leaks", "on *suspicion* of having sold it"). `attributed`: a claim of another holds the verb, or HELD of the clause;
    not what is only wanted to be shown, or shown by a thing. It is `alleged` where its cue distances, `denied` where its cue
    denies and is not denied itself, `hedged` where a thing suggests it or nobody is said to think so ("it is *feared* that").
    `hedged`: a hedge there ("may", "appears to"), not one deeper in ("about 40"), nor "could" where it says what one is able to.
    `denied`: words of denial, but for a refusal ("rejected the bill"), or a negation of the verb where another report tells the
    same by that verb without; what all tell with "not" is a fact as any other. `alleged`, `called false`: words of the list
    `certainty` there, in the predicate, or at what it is said of ("the alleged leak was mended"), not those of a participant
    ("held a suspected thief") or of a relative clause, and not denied ("not false").
    """
    found = [tell_attributed(words, quotes), tell_called(words), tell_cues(words, cues), tell_negated(words)]
    marks = pl.concat([part.select(MARKS.keys()).cast(MARKS) for part in found])
    return marks.unique(maintain_order=True).sort(*KEYS, "word_start", "certainty")
