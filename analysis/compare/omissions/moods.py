"""Moods: whether a sentence tells its verbs as done, as still open or as not so, and which tell only what is soon to come."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.omissions.bags import UNSAID
from analysis.compare.paraphrases import find_stem
from analysis.find.lists import read_list
from analysis.find.syntax import VERBS, Syntax

DONE, OPEN, DENIED = "done", "open", "denied"
MOODS = {"doc": pl.String, "place": pl.UInt32, "stem": pl.String, "mood": pl.String}
_HELPERS, _IF, _COMING = (
    ("aux", "auxpass"),
    ("if", "unless", "whether"),
    ("will", "shall", "would", "'ll", "’ll", "'d", "’d"),
)
_ASKED = ("wish", "duty", "plan", "chance")  # kinds of the list prospects
_LIGHT = (*UNSAID, "come", "get", "give", "go", "make", "take")
_DEEP = 4  # verbs under verbs


def find_unlike(pairs: pl.DataFrame, sentences: pl.DataFrame, syntax: Syntax) -> pl.DataFrame:
    """The pairs of sentences (a, b) that tell one verb in two moods, as done and as planned or as not so, and none alike: a, b.

    `sentences` has doc, place and number (0, 1, … in the order of the texts); with b counts the sentence after it.
    """
    follows = sentences.with_columns(before=pl.when(pl.col("doc") == pl.col("doc").shift(1)).then(pl.col("number") - 1))
    moods = follows.join(find_moods(syntax), on=["doc", "place"]).select("number", "before", "stem", "mood")
    near = pl.concat([moods.drop("before"), moods.drop("number").rename({"before": "number"}).drop_nulls("number")])
    told = pairs.select("a", "b").unique().join(moods.drop("before"), left_on="a", right_on="number")
    shared = told.join(near, left_on=["b", "stem"], right_on=["number", "stem"], suffix="_b")
    alike = shared.group_by("a", "b").agg((pl.col("mood") == pl.col("mood_b")).any().alias("alike"))
    return alike.filter(~pl.col("alike")).select("a", "b").sort("a", "b")


def find_moods(syntax: Syntax) -> pl.DataFrame:
    """The moods of the verbs by which each sentence tells what it tells: the columns of MOODS, each once, sorted.

    These verbs are the main one, those joined to it, what it wants or begins to do, and what is said
    where it is a verb of saying; none of those above another ("*wants* to sell"), nor "be" and its like. A verb is open that is
    only possible, wanted, asked for, planned, expected or a condition ("may sell", "needs to sell", "is due to sell", "if they
    sell"), denied with "not" or after words as "fail", and done in the past. The present tells of what is done as of what is
    to come, and has a row for each.
    """
    told = _find_told(syntax) & syntax.having(pos="VERB") & ~syntax.having(lemma=_LIGHT)
    denied, open_ = _find_denied(syntax), _find_open(syntax)
    past = syntax.having(tag="VBD") | syntax.above(
        syntax.having(dep=_HELPERS, tag="VBD") | syntax.having(dep="aux", lemma="have")
    )
    masks = {DONE: told & ~denied & ~open_, OPEN: told & ~denied & (open_ | ~past), DENIED: told & denied}
    stems = {lemma: find_stem(lemma.lower()) for lemma in syntax.rows["lemma"].unique()}
    stem = pl.col("lemma").replace_strict(stems, return_dtype=pl.String)
    rows = syntax.rows.select("doc", place="sentence", stem=stem)
    parts = [rows.filter(pl.Series(mask)).with_columns(mood=pl.lit(mood)) for mood, mask in masks.items()]
    return pl.concat(parts).cast(MOODS).unique().sort(MOODS.keys())


def find_previews(syntax: Syntax) -> pl.DataFrame:
    """The sentences that tell nothing but what is to come, planned or likely within days: doc, place, sorted."""
    told, open_ = _find_told(syntax) & syntax.having(pos=VERBS), _find_open(syntax)
    coming = _follow(syntax, "plan", "chance") | syntax.above(syntax.having(dep="aux", lemma=_COMING))
    near = syntax.having(lemma=_list_words("near"))
    soon = syntax.above(near | (syntax.having(dep="prep") & syntax.above(near)))
    due = soon[syntax.head] & syntax.having(dep="xcomp")  # "is due on Friday to sell"
    marks = {"preview": told & open_ & coming & (soon | due), "done": told & ~open_}
    rows = syntax.rows.select("doc", place="sentence").with_columns(
        pl.Series(name, mask) for name, mask in marks.items()
    )
    found = rows.group_by("doc", "place").agg(pl.col(marks.keys()).any()).filter("preview", ~pl.col("done"))
    return found.select("doc", "place").sort("doc", "place")


def _find_told(syntax: Syntax) -> np.ndarray:
    """Whether each word is a verb by which its sentence tells what it tells."""
    sayings = read_list("reporting").filter(pl.col("kind") != "thought")["word"]
    says = syntax.having(lemma=(*UNSAID, *sayings))[syntax.head]
    asks = syntax.having(lemma=_list_words(*_ASKED))[syntax.head]
    content = (
        syntax.having(dep=("xcomp", "acomp"))
        | (syntax.having(dep="ccomp") & says)
        | (syntax.having(dep="advcl") & asks)
    )
    steps, main = content | syntax.having(dep="conj", pos=VERBS), syntax.having(dep="ROOT")
    for _ in range(_DEEP):
        main = main | (steps & main[syntax.head])
    return main & ~syntax.above(main & content)


def _find_open(syntax: Syntax) -> np.ndarray:
    """Whether each word is a verb of what is only possible, wanted, asked for, planned, expected or a condition."""
    wanted = _follow(syntax, *_ASKED) & syntax.above(syntax.having(dep="aux", tag="TO"))
    asked = syntax.having(dep="ccomp", tag="VB") & ~syntax.above(syntax.having(dep="aux"))  # "urged that the town sell"
    modal = syntax.above(syntax.having(dep="aux", tag="MD"))
    condition = syntax.above(syntax.having(dep=("mark", "advmod"), lemma=_IF))
    found = wanted | asked | modal | condition
    bare = syntax.having(dep="conj", tag="VB") & ~syntax.above(syntax.having(dep=_HELPERS))
    return found | (bare & found[syntax.head])


def _find_denied(syntax: Syntax) -> np.ndarray:
    """Whether each word is denied or hangs on one that says so."""
    return syntax.denied | _follow(syntax, "undone")


def _follow(syntax: Syntax, *kinds: str) -> np.ndarray:
    """Whether each word hangs on one of these kinds of the list prospects, or on "is to" or "is going to" where these are plans."""
    above = syntax.over(np.arange(len(syntax.head)))
    words = syntax.having(lemma=_list_words(*kinds))
    if "plan" in kinds:
        words = words | syntax.having(lemma="be") | syntax.having(lemma="go", tag="VBG")
    return words[above] & syntax.having(dep=("xcomp", "acl", "advcl", "ccomp", "pcomp"), pos=VERBS)


def _list_words(*kinds: str) -> tuple[str, ...]:
    return tuple(read_list("prospects").filter(pl.col("kind").is_in(kinds))["word"])
