"""Tellings: posts that a clause tells of a person without a noun beside the name: "who heads the office", "lost its mayor"."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

from analysis.find.claims.names.bodies import list_workplaces
from analysis.find.lists import read_list
from analysis.find.references.phrases import Phrases, words_of

_LINKS = ("for", "over", "of", "after", "to", "with", "at", "in")  # what may follow what somebody does: "speaks *for*"
_POSSESSED = ("its", "their", "it", "they")
_STEPS = 3  # words between a preposition and its verb: "is *in charge* of"


def find_doing(phrases: Phrases, arguments: pl.DataFrame) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """The verbs that tell what a person is ("Lee, who *heads* the engineers"): word, person, role, as rows and words."""
    doing = dict(
        read_list("posts").filter(pl.col("kind").is_in(["doing", "doing now"])).select("word", "note").iter_rows()
    )
    likely = phrases.syntax.having(pos=("VERB", "AUX"), lemma=tuple({phrase.split(" ")[0] for phrase in doing}))
    pairs = arguments.filter(pl.col("role") == "does")
    word, verb = pairs["word"].to_numpy(), pairs["other"].to_numpy()
    told = phrases.are(phrases.named[word], "person") & likely[verb]
    passive = _are_done_by(phrases)
    told &= (_are_lasting(phrases) | passive)[verb] & ~_are_of_things(phrases, passive)[verb]
    being = _find_being(phrases)
    word, verb = np.concatenate([word[told], being[0]]), np.concatenate([verb[told], being[1]])
    said = _say_doing(phrases, np.unique(verb))
    pairs = zip(verb.tolist(), word.tolist(), strict=True)
    past = phrases.syntax.having(dep="relcl", tag="VBD") & ~passive
    now = set(_list("doing now"))
    found = [
        (row, who, doing[phrase])
        for verb, who in pairs
        for phrase, row in said[verb]
        if phrase in doing and not (past[verb] and phrase in now)
    ]
    rows, people, roles = zip(*found, strict=True) if found else ((), (), ())
    return np.array(rows, np.int64), np.array(people, np.int64), list(roles)


def find_lost(phrases: Phrases, arguments: pl.DataFrame, posts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The posts that a body loses where a person leaves: "the club lost its *treasurer*: Lee resigned"; noun, person."""
    syntax = phrases.syntax
    nouns = syntax.filling("dobj")
    owned = syntax.above(syntax.having(dep="poss", lemma=_POSSESSED))
    nouns = nouns[(posts & owned)[nouns] & syntax.having(pos="VERB", lemma=_list("losing"))[syntax.over(nouns)]]
    leaving = syntax.having(pos="VERB", lemma=_list("leaving"))
    pairs = arguments.filter(pl.col("role") == "does")
    word, verb = pairs["word"].to_numpy(), pairs["other"].to_numpy()
    people = word[leaving[verb] & phrases.are(phrases.named[word], "person")]
    gone: dict[int, list[int]] = {}
    for who in people.tolist():
        gone.setdefault(int(phrases.sentence[who]), []).append(who)
    found = [
        (noun, gone[at][0]) for noun in nouns.tolist() if len(gone.get(at := int(phrases.sentence[noun]), ())) == 1
    ]
    return np.array([noun for noun, _ in found], np.int64), np.array([who for _, who in found], np.int64)


def find_offices(phrases: Phrases, arguments: pl.DataFrame, posts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The posts that a verb tells with a noun for a post ("resigned from the post of *treasurer*"): noun, person."""
    syntax = phrases.syntax
    nouns = np.flatnonzero(posts & syntax.having(dep="pobj"))
    nouns = nouns[syntax.having(lemma=("of", "as"))[syntax.head[nouns]]]
    office = syntax.head[syntax.head[nouns]]
    told = syntax.having(pos="NOUN", lemma=_list("office"))[office]
    nouns, office = nouns[told], office[told]
    verb = np.where(syntax.having(dep="pobj")[office], syntax.head[syntax.over(office)], syntax.over(office))
    pairs = arguments.filter(pl.col("role").is_in(["does", "undergoes"]))
    pairs = pairs.filter(pl.Series(phrases.are(phrases.named[pairs["word"].to_numpy()], "person"), dtype=pl.Boolean))
    held = pl.DataFrame({"noun": nouns, "other": verb}, schema={"noun": pl.Int64, "other": pl.Int64})
    found = held.join(pairs, on="other", maintain_order="left_right").unique("noun", keep="first", maintain_order=True)
    return found["noun"].to_numpy(), found["word"].to_numpy()


def _are_lasting(phrases: Phrases) -> np.ndarray:
    """The verbs of clauses that say what somebody does or did: "who heads", "who has headed", "heading"."""
    syntax = phrases.syntax
    simple = syntax.having(tag=("VBZ", "VBP", "VBD"))
    perfect = syntax.having(tag=("VBN", "VBG")) & syntax.above(syntax.having(dep="aux", lemma="have"))
    return (syntax.having(dep="relcl") & (simple | perfect)) | syntax.having(dep="acl", tag="VBG")


def _are_of_things(phrases: Phrases, passive: np.ndarray) -> np.ndarray:
    """The verbs of clauses that are of no person ("which runs the mill") or tell of no body ("critics led by Lee")."""
    syntax = phrases.syntax
    which = syntax.above(syntax.having(dep=("nsubj", "nsubjpass"), lemma="which"))
    bodies = tuple(sorted(words_of("organisation") | {*list_workplaces("body")}))
    led = syntax.having(lemma=bodies, pos="NOUN") | phrases.are(phrases.named, "organisation")
    idle = ~led[syntax.head] | syntax.having(tag=("NNS", "NNPS"))[syntax.head]
    return np.where(passive, idle & syntax.having(lemma="lead"), which)


def _are_done_by(phrases: Phrases) -> np.ndarray:
    """The participles behind a noun that tell by whom it is led: "the choir, *conducted* by Lee"."""
    syntax = phrases.syntax
    return syntax.having(dep=("acl", "relcl"), tag=("VBN", "VBD")) & syntax.above(syntax.having(dep="agent"))


def _find_being(phrases: Phrases) -> tuple[np.ndarray, np.ndarray]:
    """The persons who are said to be somewhere, with that verb: "Lee, who *is* in charge of the office"."""
    syntax = phrases.syntax
    subjects = syntax.filling("nsubj")
    verbs, who = syntax.over(subjects), syntax.referent[subjects]
    told = syntax.having(lemma=("be", "have"), tag=("VBZ", "VBP"))[verbs] & (who >= 0) & ~syntax.denied[verbs]
    told &= phrases.are(phrases.named[np.maximum(who, 0)], "person")
    return who[told], verbs[told]


def _say_doing(phrases: Phrases, verbs: np.ndarray) -> dict[int, list[tuple[str, int]]]:
    """For each verb itself and its phrases ("take", "take charge", "take charge of"), with the word that says most."""
    syntax = phrases.syntax
    said: dict[int, list[tuple[str, int]]] = {row: [] for row in verbs.tolist()}
    thing = syntax.having(dep="dobj") & ~syntax.having(pos="PRON")  # not "conducted himself"
    done = verbs[(syntax.above(thing) | _are_done_by(phrases))[verbs]].tolist()
    objects = np.flatnonzero(syntax.having(dep="dobj") & np.isin(syntax.head, verbs)).tolist()
    ways = [([row], row) for row in done] + [([row, int(syntax.head[row])], row) for row in objects]
    timely = syntax.above(syntax.having(dep="pobj", entity=("DATE", "TIME")))  # "spoke for eight hours"
    links = np.flatnonzero(syntax.having(lemma=_LINKS, pos=("ADP", "SCONJ")) & ~timely)
    above = [links]
    for _ in range(_STEPS):
        above.append(syntax.head[above[-1]])
    for link in links[np.isin(np.stack(above[1:]), verbs).any(axis=0)].tolist():
        way = [link]
        while way[-1] not in said:
            way.append(int(syntax.head[way[-1]]))
        ways.append((way, way[1]))
    for way, word in ways:
        said[way[-1]].append((" ".join(phrases.lemmas(np.array(way[::-1]))), word))
    return said


@cache
def _list(kind: str) -> tuple[str, ...]:
    return tuple(read_list("posts").filter(kind=kind)["word"])
