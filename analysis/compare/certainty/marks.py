"""The words that make a sentence less than flat."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.attributed import tell_attributed
from analysis.compare.certainty.called import tell_called
from analysis.compare.certainty.cues import tell_cues, tell_negated
from analysis.compare.certainty.levels import KEYS, MARKS
from analysis.compare.certainty.words import place_words
from analysis.find.syntax import read_syntax


def find_certainty(
    statements: pl.DataFrame, quotes: pl.DataFrame, tokens: pl.DataFrame, cues: pl.DataFrame
) -> pl.DataFrame:
    """The words that make a sentence of a statement less than flat: the columns of MARKS; start is that of the sentence.

    `quotes` is as `find_sources` gives it, `tokens` the parse, `cues` hits of the lexicons stance and negation (`find_cues`).
    A cue counts for the statement only where it stands for the whole of it. `attributed`: a claim of another holds the main
    verb, or what that takes; or its own word is the main verb ("called the pier *unsafe*"), or HELD of the sentence without
    cue and source is in it; not what is only thought of somebody, wanted to be shown, or shown by a thing. It is `alleged`
    where its cue distances, `denied` where its cue denies and is not denied itself. `hedged`: a hedge at the main verb or
    what it takes ("may", "appears to"), not one deeper in ("about 40"), nor "could" where it says what one is able to.
    `denied`: words of denial there, but for a refusal ("rejected the bill"), or a negation of the verb, if it is not a light
    one, that another report of the statement uses without. `alleged`, `called false`: words of the list `falsehood` at the
    main verb, its predicate, or what it is said of ("the alleged leak was mended"), not those of a participant ("held a
    suspected thief") or of a relative clause, and not denied ("not false").
    """
    sentences = statements.select(*KEYS, "end", "sentence")
    words = place_words(sentences, read_syntax(tokens))
    found = [
        tell_attributed(sentences, quotes, words),
        tell_called(words),
        tell_cues(words, cues),
        tell_negated(words),
    ]
    marks = pl.concat([part.select(MARKS.keys()).cast(MARKS) for part in found])
    return marks.unique(maintain_order=True).sort(*KEYS, "word_start", "certainty")
