"""Evaluation aimed at an actor: which evaluative words are said of it, of what it does, has and undergoes.

A word is aimed at an actor by grammar; every other evaluative word of the sentence is only `near` it, and weighs the less
the farther away it stands, except where the actor tells what it says.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from analysis.find.evaluation.polarity import Polarity, find_polarity
from analysis.find.lists import read_list
from analysis.find.references.phrases import read_phrases, spread
from analysis.find.relations import NEAR, begins_inside
from analysis.find.syntax import Syntax, find_arguments

EVALUATIONS = {
    "doc": pl.String, "sentence": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "target_start": pl.Int64,
    "target_end": pl.Int64, "actor": pl.String, "word": pl.String, "relation": pl.String, "polarity": pl.String,
    "denied": pl.Boolean, "weight": pl.Float64,
}  # fmt: skip
RELATIONS = (  # in the order in which one counts where a word is aimed at an actor in several
    "modifier", "apposition", "predicate", "verb by it", "verb on it", "noun on it", "has", "object of its verb",
    "manner of its verb", "about its verb", "of what it has", NEAR,
)  # fmt: skip
FAR = 30  # words
_DESCRIBERS = ("amod", "compound", "nmod", "advmod")
_OWNERS = ("poss", "compound", "nmod")
_WHERE = ("in", "at", "near", "from", "into", "within", "outside")  # tell where something is, not whom it meets
_AIMED = {"word": pl.Int64, "other": pl.Int64, "relation": pl.String, "value": pl.Int8, "denied": pl.Boolean}


class _Scene(NamedTuple):
    """The syntax, what its words say, which of them are the heads of targets and of places, and who does what to whom."""

    syntax: Syntax
    says: Polarity
    is_target: np.ndarray
    is_place: np.ndarray
    arguments: pl.DataFrame


def find_evaluations(tokens: pl.DataFrame, stands: pl.DataFrame, exclusions: pl.DataFrame) -> pl.DataFrame:
    """Every evaluative word with every actor it is aimed at: the columns of EVALUATIONS, in text order.

    `stands` are the spans that stand for actors (doc, start, end, actor, type), pronouns among them. start and end are
    those of the evaluative word, whose lemma is in the list of polarity; relation is one of RELATIONS. polarity is what is
    said of the actor in the end: a word `denied` ("not brave") says the opposite. weight is 1 by grammar and 1 / (words
    apart) where it is `near`.
    """
    phrases = read_phrases(tokens, stands.sort("doc", "start", "end"))
    syntax, heads = phrases.syntax, phrases.head
    is_target, is_place = np.zeros((2, len(syntax.head)), np.bool_)
    is_target[heads[heads >= 0]] = True
    is_place[heads[(heads >= 0) & (phrases.mentions["type"] == "place").to_numpy()]] = True
    is_target &= ~begins_inside(syntax.rows, exclusions).to_numpy()
    scene = _Scene(syntax, find_polarity(syntax), is_target, is_place, find_arguments(syntax))
    aimed = pl.concat([_aim_at_noun(scene), _aim_by_verb(scene), _aim_by_owned(scene)])
    rank = pl.col("relation").replace_strict({name: number for number, name in enumerate(RELATIONS)})
    aimed = aimed.sort("word", "other", rank).unique(["word", "other"], keep="first", maintain_order=True)
    near = _aim_near(scene, phrases.sentence).join(aimed, on=["word", "other"], how="anti")
    spans = phrases.mentions.select("actor", target_start="start", target_end="end", word=heads)
    words = syntax.rows.with_columns(word=scene.says.words)
    return _describe(pl.concat([aimed.with_columns(weight=1.0), near]), spans, words)


def _describe(aimed: pl.DataFrame, spans: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    told = aimed.join(spans, on="word").sort("word", "target_start", "other")
    words = words.select("doc", "sentence", pl.col("start", "end").cast(pl.Int64), "word")[told["other"]]
    positive = (pl.col("value") > 0) != pl.col("denied")
    polarity = pl.when(positive).then(pl.lit("positive")).otherwise(pl.lit("negative"))
    told = told.drop("word").with_columns(polarity=polarity)
    return pl.concat([told, words], how="horizontal").select(EVALUATIONS.keys()).cast(EVALUATIONS)


# --- by grammar ---------------------------------------------------------------------------------------------------


def _aim(scene: _Scene, relation: str, pairs: pl.DataFrame, value: np.ndarray) -> pl.DataFrame:
    """The pairs (word, other, denied where one may be) whose word is a target and whose other word has a value."""
    word, other = (pairs[name].to_numpy() for name in ("word", "other"))
    values, denied = value[other], pairs["denied"] if "denied" in pairs.columns else pl.lit(False)
    kept = (word >= 0) & (values != 0)
    kept &= scene.is_target[word]
    aimed = pairs.select("word", "other", relation=pl.lit(relation), value=pl.Series(values), denied=denied)
    return aimed.filter(pl.Series(kept)).cast(_AIMED)


def _pair(word: np.ndarray, other: np.ndarray) -> pl.DataFrame:
    return pl.DataFrame({"word": word, "other": other}, schema={"word": pl.Int64, "other": pl.Int64})


def _arguments(scene: _Scene, *roles: str) -> pl.DataFrame:
    return scene.arguments.filter(pl.col("role").is_in(roles))


def _onward(pairs: pl.DataFrame, further: pl.DataFrame) -> pl.DataFrame:
    """The pairs of the first word with what the second is paired with."""
    return (
        pairs.join(further.select(other="word", onward="other"), on="other").with_columns(other="onward").drop("onward")
    )


def _describers(scene: _Scene) -> pl.DataFrame:
    """Each word that says something of the noun or verb it hangs on."""
    words = scene.syntax.filling(*_DESCRIBERS)
    words = words[scene.says.said[words] != 0]
    return _pair(scene.syntax.over(words), words)


def _behind(scene: _Scene, said: np.ndarray) -> pl.DataFrame:
    """What stands before each preposition, with what stands after it, where that is one of these words."""
    words = np.flatnonzero(said & scene.syntax.having(dep="pobj")[scene.syntax.place])
    prepositions = scene.syntax.over(words)
    return _pair(scene.syntax.head[prepositions], words).with_columns(preposition=prepositions)


def _aim_at_noun(scene: _Scene) -> pl.DataFrame:
    """What is said of the actor itself: modifiers, appositions, predicates and nouns with a preposition before it."""
    syntax, says, describers = scene.syntax, scene.says, _describers(scene)
    beside, said = syntax.filling("appos"), says.said
    appositions = _pair(syntax.over(beside), beside)
    predicates = _arguments(scene, "is")
    before = _behind(scene, scene.is_target)
    before = before.filter(pl.Series(~syntax.having(lemma=_WHERE)[before["preposition"].to_numpy()]))
    governors = before.select(word="other", other="word", denied=pl.Series(syntax.denied[before["word"].to_numpy()]))
    prepositions = before.select(word="other", other="preposition")
    on_noun = np.where(syntax.having(pos="NOUN") & (says.patient != 0), says.patient, says.said)
    return pl.concat(
        [
            _aim(scene, "modifier", describers, said),
            _aim(scene, "apposition", appositions, said),
            _aim(scene, "apposition", _onward(appositions, describers), said),
            _aim(scene, "predicate", predicates, said),
            _aim(scene, "predicate", _onward(predicates, describers), said),
            _aim(scene, "noun on it", governors, on_noun),
            _aim(scene, "noun on it", prepositions, says.patient),
        ]
    )


def _aim_by_verb(scene: _Scene) -> pl.DataFrame:
    """What the actor does and undergoes: the verb, what else it is done to, how and with what it is done."""
    says, describers = scene.says, _describers(scene)
    done, undergone = _arguments(scene, "does"), _arguments(scene, "undergoes")
    objects = undergone.select(word="other", other="word")
    plain = done.filter(pl.Series(says.patient[done["other"].to_numpy()] == 0))  # "fought corruption" is another matter
    things = _onward(plain, objects)
    about = _onward(_arguments(scene, "does", "undergoes", "is"), _behind(scene, says.said != 0))
    manner = _onward(done, describers)
    return pl.concat(
        [
            _aim(scene, "verb by it", done, says.agent),
            _aim(scene, "verb on it", undergone, says.patient),
            _aim(scene, "object of its verb", things, says.said),
            _aim(scene, "object of its verb", _onward(things, describers), says.said),
            _aim(scene, "manner of its verb", manner, says.said),
            _aim(scene, "about its verb", about, says.said),
        ]
    )


def _aim_by_owned(scene: _Scene) -> pl.DataFrame:
    """What the actor has, and what that does, undergoes and is."""
    syntax, says = scene.syntax, scene.says
    owners = syntax.filling(*_OWNERS)
    owners = owners[syntax.having(dep="poss")[syntax.place[owners]] | ~scene.is_place[owners]]  # not "Portville fire"
    owned = _pair(syntax.referent[owners], syntax.over(owners))
    owned = owned.filter(pl.Series(scene.is_target[owned["word"].to_numpy()]), pl.col("word") >= 0)
    had = pl.concat([owned, _arguments(scene, "has").select("word", "other")])
    deed = np.where(says.agent != 0, says.agent, says.patient)
    of_owned = _onward_arguments(scene, owned)
    return pl.concat(
        [
            _aim(scene, "has", had, np.where(says.said != 0, says.said, deed)),
            _aim(scene, "has", _onward(had, _describers(scene)), says.said),
            *(
                _aim(scene, "of what it has", of_owned.filter(role=role), value)
                for role, value in (("does", says.agent), ("undergoes", says.patient), ("is", says.said))
            ),
        ]
    )


def _onward_arguments(scene: _Scene, owned: pl.DataFrame) -> pl.DataFrame:
    told = scene.arguments.rename({"word": "thing"})
    return owned.rename({"other": "thing"}).join(told, on="thing").select("word", "other", "role", "denied")


# --- near ---------------------------------------------------------------------------------------------------------


def _aim_near(scene: _Scene, sentence: np.ndarray) -> pl.DataFrame:
    """Every evaluative word with every target in its sentence that is not FAR, but for who says what the sentence tells."""
    syntax, says = scene.syntax, scene.says
    value = np.where(says.said != 0, says.said, np.sign(says.agent + says.patient))
    value = np.where(syntax.having(lemma="against"), 0, value).astype(np.int8)
    speaking = np.zeros(len(value), np.bool_)
    speaking[_find_speakers(scene)] = True
    words, targets = np.flatnonzero(value), np.flatnonzero(scene.is_target & ~speaking)
    number, place = spread(np.searchsorted(words, targets - FAR), np.searchsorted(words, targets + FAR, side="right"))
    word, other = targets[number], words[place]
    kept = (sentence[word] == sentence[other]) & (word != other)
    word, other = word[kept], other[kept]
    denied = syntax.denied[other] | syntax.denied[syntax.head[other]]
    near = _pair(word, other).with_columns(relation=pl.lit(NEAR), value=value[other], denied=denied)
    return near.cast(_AIMED).with_columns(weight=1 / np.abs(word - other))


def _find_speakers(scene: _Scene) -> np.ndarray:
    """Who does what a plain verb of reporting tells, such as "said"."""
    plain = pl.col("note").str.contains("verb: clause"), pl.col("kind") == "neutral"
    reporting = scene.syntax.having(pos="VERB", lemma=tuple(read_list("reporting").filter(plain)["word"]))
    done = _arguments(scene, "does")
    return done.filter(pl.Series(reporting[done["other"].to_numpy()]))["word"].to_numpy()
