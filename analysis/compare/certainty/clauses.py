"""The clause of each sentence that tells its statement: the one most like a clause of the sentence in the centre."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.certainty.scope import SUBJECTS, find_asides, find_results, find_unreal, find_wished
from analysis.compare.certainty.words import Laid
from analysis.find.relations import begins_inside
from analysis.find.syntax import VERBS, Syntax

ALIKE, OTHER = 0.5, 0.8  # how alike clauses with the same verb must be to tell the same, and those with another
COVERED = 1 / 3  # the part of the words of the shorter sentence that both sentences must have
FEW, SEVERAL = 3, 5  # words that both must have, and if their verb is another
_LIGHT = ("be", "do", "get", "go", "have", "make", "say", "take", "tell")  # verbs that tell no statement from another
_NUMBER = r"\d"
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_STATEMENT = ("event", "statement")
_DEEP = 60  # words, one above the other


def find_clauses(laid: Laid, quotes: pl.DataFrame) -> pl.DataFrame:
    """The sentences that tell their statement, with the clause that does: number, verb (its row), alike (0 to 1).

    A clause is a verb with what hangs on it, but for clauses beside it (see `find_asides`) and verbs joined to it, which share its
    subject. Two are as alike as the words with content that both have, twice, by those of each (Dice 1945); a name is one word, and
    the words that only say who says it are none. They tell the same from ALIKE on if their verb is the same and no light one, else
    from OTHER on, where both have FEW words (SEVERAL, if their verb is another) and no other numbers, and their sentences COVERED.
    In the centre that clause counts which has most in common with those of the others, twice with the same verb, in each of these
    the one with most in common with it, the innermost if several have. A centre that nothing is like tells its statement alone, by
    its largest clause.
    """
    clauses, words = _list_clauses(laid, quotes)
    near = _compare_clauses(clauses, words)
    first = {"by": ["weight", "depth", "verb"], "descending": [True, True, False]}
    best = near.sort(**first).unique(["centre_verb", "number"], keep="first", maintain_order=True)
    chosen = best.group_by("centre_number", verb="centre_verb").agg(
        pl.col("weight").sum().round(6), pl.col("centre_depth").first().alias("depth")
    ).sort(**first).unique("centre_number", keep="first", maintain_order=True)  # fmt: skip
    told = best.join(chosen, left_on="centre_verb", right_on="verb", how="semi").select("number", "verb", "alike")
    centres = chosen.select(number="centre_number", verb="verb", alike=pl.lit(1.0))
    alone = clauses.filter("is_centre").join(centres, on="number", how="anti")
    largest = alone.sort("size", "depth", "verb", descending=[True, True, False]).unique(
        "number", keep="first", maintain_order=True
    )
    return pl.concat([told, centres, largest.select("number", "verb", alike=pl.lit(1.0))]).sort("number")


def find_content(laid: Laid, quotes: pl.DataFrame) -> pl.Series:
    """Whether each word has content, and is neither part of who says it or of the word that does, nor of a name but its last."""
    rows, told_by = laid.syntax.rows, quotes.filter(pl.col("claim").fill_null(False))
    spans = [
        told_by.select("doc", start=pl.col(f"{part}_start").cast(pl.Int64), end=pl.col(f"{part}_end").cast(pl.Int64))
        for part in ("source", "cue")
    ]
    says = begins_inside(rows.select("start", doc="article"), pl.concat(spans).drop_nulls())
    name = laid.syntax.having(pos="PROPN")
    before = name & laid.syntax.having(dep="compound") & name[laid.syntax.head]
    return rows["pos"].is_in(_CONTENT) & ~says & ~pl.Series(before)


def _list_clauses(laid: Laid, quotes: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every clause (verb, its lemma of, number, depth, size, the room of its sentence, its statement, is_centre), and what words
    each has: verb, word."""
    syntax, content = laid.syntax, find_content(laid, quotes)
    rows = syntax.rows.select(
        "number", word=pl.col("lemma").str.to_lowercase(), at=pl.int_range(pl.len(), dtype=pl.Int64)
    )
    pairs, depth = _pair_words(syntax, _find_verbs(laid, quotes))
    told = pairs.filter(content.gather(pairs["at"]))
    words = told.join(rows, on="at").unique(["verb", "word"]).select("verb", "word")
    verbs = rows.select(verb="at", of=_name_verbs(syntax)).with_columns(depth=pl.Series(depth))
    room = rows.filter(content).group_by("number").agg(room=pl.col("word").n_unique())
    centre = pl.col("number").sort_by(~pl.col("centre"), "number").first().over(_STATEMENT)
    sentences = laid.sentences.select("number", *_STATEMENT, is_centre=pl.col("number") == centre).join(
        room, on="number"
    )
    sizes = (
        words.group_by("verb")
        .agg(size=pl.len(), numbers=pl.col("word").str.contains(_NUMBER).any())
        .join(verbs, on="verb")
    )
    placed = sizes.join(rows.select("number", verb="at"), on="verb").join(sentences, on="number")
    return placed.sort("verb"), words.sort("verb", "word")


def _find_verbs(laid: Laid, quotes: pl.DataFrame) -> np.ndarray:
    """The verbs of clauses that may tell a statement: none that only describes a noun, and none by which somebody says one."""
    syntax = laid.syntax
    cues = quotes.filter(pl.col("claim").fill_null(False)).select(
        article="doc", start=pl.col("cue_start").cast(pl.Int64)
    )
    rows = syntax.rows.select("article", "start", row=pl.int_range(pl.len(), dtype=pl.Int64))
    says = np.zeros(rows.height, np.bool_)
    says[rows.join(cues, on=["article", "start"], how="semi")["row"].to_numpy()] = True
    own = syntax.having(pos=VERBS) & (~find_asides(syntax) | find_results(syntax)) & ~find_unreal(syntax)
    return own & ~(says & syntax.above(own & syntax.having(dep=("ccomp", "xcomp"))))


def _name_verbs(syntax: Syntax) -> pl.Series:
    """The lemma of each word, of a verb with its particle and what it wants or decides: "vote down", "plan sell"."""
    rows, taken = syntax.rows, syntax.having(dep="prt") | find_wished(syntax)
    lemmas = pl.DataFrame({"at": syntax.head, "taken": rows["lemma"]}).filter(pl.Series(taken))
    of_verb = lemmas.group_by("at", maintain_order=True).agg(pl.col("taken").str.join(" "))
    named = rows.select("lemma", at=pl.int_range(pl.len(), dtype=pl.Int64)).join(
        of_verb, on="at", how="left", maintain_order="left"
    )
    return named.select(of=pl.concat_str("lemma", "taken", separator=" ", ignore_nulls=True).str.to_lowercase())["of"]


def _pair_words(syntax: Syntax, verbs: np.ndarray) -> tuple[pl.DataFrame, np.ndarray]:
    """Each of these verbs with itself, every word below it and its subject (verb, at); and how many words stand over each word."""
    over, word = np.arange(len(syntax.head)), np.arange(len(syntax.head))
    subject, joined = syntax.having(dep=SUBJECTS), verbs & (syntax.place != over)
    apart = find_asides(syntax) | joined
    depth, found = np.zeros(len(over), np.int64), []
    for _ in range(_DEEP):
        found.append(np.column_stack([over, word])[(verbs | subject)[over]])
        goes = (syntax.head[over] != over) & ~apart[over]
        over, word = syntax.head[over[goes]], word[goes]
        depth[word] += 1
    below = pl.DataFrame(np.concatenate(found), schema={"verb": pl.Int64, "at": pl.Int64})
    of_others = _share_subjects(syntax, joined, subject).join(below.rename({"verb": "subject"}), on="subject")
    own = below.filter(pl.Series(verbs).gather(below["verb"]))
    return pl.concat([own, of_others.select("verb", "at")]), depth


def _share_subjects(syntax: Syntax, joined: np.ndarray, subject: np.ndarray) -> pl.DataFrame:
    """The joined verbs without a subject, each with that of the verb they are joined to: verb, subject."""
    bare = np.flatnonzero(joined & ~syntax.above(subject))
    subjects = pl.DataFrame({"subject": np.flatnonzero(subject), "first": syntax.head[subject]})
    return pl.DataFrame({"verb": bare, "first": syntax.place[bare]}).join(subjects, on="first").drop("first")


def _compare_clauses(clauses: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The pairs of a clause of the centre and one of another sentence that tell the same, with alike and weight."""
    told = clauses.join(words, on="verb").drop("is_centre")
    is_centre = clauses.filter("is_centre")
    centre = told.join(is_centre.select("verb"), on="verb", how="semi").select(
        *_STATEMENT, "word", **{f"centre_{name}": name for name in ("verb", "of", "number", "numbers", "size", "depth", "room")}
    )  # fmt: skip
    others = told.join(is_centre.select("verb"), on="verb", how="anti")
    both = centre.join(others, on=[*_STATEMENT, "word"]).with_columns(
        common=pl.col("word").n_unique().over("centre_number", "number")
    )
    kept = [name for name in both.columns if name not in ("centre_verb", "verb", "word", *_STATEMENT)]
    has_number = pl.col("word").str.contains(_NUMBER).any()
    met = both.group_by("centre_verb", "verb").agg(pl.col(kept).first(), shared=pl.len(), same_numbers=has_number)
    alike = (2 * pl.col("shared") / (pl.col("size") + pl.col("centre_size"))).round(6)
    verb = pl.col("of") == pl.col("centre_of")
    same = verb & ~pl.col("of").is_in(_LIGHT)
    covered = pl.col("common") >= COVERED * pl.min_horizontal("room", "centre_room")
    enough = pl.col("shared") >= pl.when(verb).then(FEW).otherwise(SEVERAL)
    other_numbers = pl.col("numbers") & pl.col("centre_numbers") & ~pl.col("same_numbers")
    weight = (alike * pl.col("shared") * (1 + verb)).round(6)
    marked = met.filter(~other_numbers).with_columns(alike=alike, weight=weight)
    return marked.filter(covered, enough, pl.col("alike") >= pl.when(same).then(ALIKE).otherwise(OTHER))
