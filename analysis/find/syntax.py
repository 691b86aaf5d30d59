"""Syntax: which words are subject, object or predicate of which verb, over the parse of all texts at once.

Words joined by "and" share the place of the first, verbs joined share their subject; a relative pronoun stands for what
it refers to; "wants to sell" and "was asked to sell" give the subject to "sell". No other pronoun is resolved.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

NOUNS, VERBS = ("NOUN", "PROPN", "PRON", "NUM"), ("VERB", "AUX")
_KINDS = (NOUNS, VERBS, ("ADJ",), ("ADV",))
_CODED = ("lemma", "pos", "tag", "dep", "entity")
_FINITE = ("VBD", "VBP", "VBZ")
_DEPTH = 4  # how many words joined one to the other, or verbs one above the other, are followed


class Syntax(NamedTuple):
    """The parse of all texts, its rows numbered through.

    For each word: `head`; `place`, the word whose place a joined word shares ("the old and *rusty* bridge": old);
    `referent`, what a relative pronoun refers to, -1 where that is nothing, and else the word itself;
    `denied`, whether it is a verb denied, or a noun with "no". `joined` are the pairs of words joined. `codes` are the
    columns as numbers, each with what number a value has.
    """

    rows: pl.DataFrame
    head: np.ndarray
    place: np.ndarray
    referent: np.ndarray
    denied: np.ndarray
    joined: tuple[np.ndarray, np.ndarray]
    codes: dict[str, tuple[np.ndarray, dict[str, int]]]

    def having(self, **values: str | tuple[str, ...]) -> np.ndarray:
        """For each word whether its columns have these values, or one of several."""
        return np.logical_and.reduce([self._has(name, value) for name, value in values.items()])

    def _has(self, name: str, value: str | tuple[str, ...]) -> np.ndarray:
        codes, number = self.codes[name]
        wanted = np.zeros(len(number), np.bool_)
        wanted[[number[one] for one in ((value,) if isinstance(value, str) else value) if one in number]] = True
        return wanted[codes]

    def above(self, children: np.ndarray) -> np.ndarray:
        """For each word whether one of these hangs on it."""
        found = np.zeros(len(self.head), np.bool_)
        found[self.head[children]] = True
        return found

    def filling(self, *deps: str) -> np.ndarray:
        """The words in one of these roles, with those joined to them."""
        return np.flatnonzero(self.having(dep=deps)[self.place])

    def over(self, words: np.ndarray) -> np.ndarray:
        """The head of each of these words, or of the word whose place it shares."""
        return self.head[self.place[words]]


def read_syntax(tokens: pl.DataFrame) -> Syntax:
    """The syntax of parsed texts (the table that `parse` gives)."""
    first = pl.col("_row").first().over("doc")
    rows = tokens.with_columns(_row=pl.int_range(pl.len(), dtype=pl.Int64))
    rows = rows.with_columns(head=pl.col("head").cast(pl.Int64) + first).drop("_row")
    head = rows["head"].to_numpy()
    kind = np.select([rows["pos"].is_in(kinds).to_numpy() for kinds in _KINDS], range(1, 5), 0)
    place, joined = _join(head, (rows["dep"] == "conj").to_numpy() & (kind == kind[head]) & (kind > 0))
    codes = {name: _number(rows[name]) for name in _CODED}
    plain = Syntax(rows, head, place, np.arange(len(head)), np.zeros(len(head), np.bool_), joined, codes)
    return plain._replace(referent=_refer(plain), denied=_deny(plain))


def _number(column: pl.Series) -> tuple[np.ndarray, dict[str, int]]:
    """The values of a column as numbers, and what number each value has."""
    values = column.unique().sort()
    codes = column.cast(pl.Enum(values)).to_physical().to_numpy()
    return codes, {value: number for number, value in enumerate(values)}


def _join(head: np.ndarray, follows: np.ndarray) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """The first of the words that each is joined to, and all pairs of words joined on the way there."""
    place, firsts, seconds = np.arange(len(head)), [], []
    for _ in range(_DEPTH):
        moving = np.flatnonzero(follows[place])
        place[moving] = head[place[moving]]
        firsts.append(place[moving])
        seconds.append(moving)
    return place, (np.concatenate(firsts), np.concatenate(seconds))


def _refer(syntax: Syntax) -> np.ndarray:
    """For each word what it refers to: a relative pronoun what its clause hangs on, and else itself."""
    pronouns, clause = _find_pronouns(syntax)
    above = syntax.head[clause]
    found = np.arange(len(syntax.head))
    found[pronouns] = np.where(_find_clauses(syntax)[clause] & syntax.having(pos=NOUNS)[above], above, -1)
    return found


def _find_clauses(syntax: Syntax) -> np.ndarray:
    """The verbs of relative clauses, some of which the parser calls something else."""
    return syntax.having(dep="relcl") | syntax.having(dep="acl", tag=_FINITE)


def _find_pronouns(syntax: Syntax) -> tuple[np.ndarray, np.ndarray]:
    """The words in wh- and relative "that", and the verb of the relative clause above each, where there is one."""
    that = syntax.having(lemma="that", tag="IN", dep=("nsubj", "nsubjpass", "dobj", "pobj"))
    pronouns = np.flatnonzero(syntax.having(tag=("WDT", "WP", "WP$", "WRB")) | that)
    clause, is_clause = pronouns, _find_clauses(syntax)
    for _ in range(_DEPTH):
        clause = np.where(is_clause[clause], clause, syntax.head[clause])
    return pronouns, clause


def _deny(syntax: Syntax) -> np.ndarray:
    """The words with "not" or "no"; "did not sell or rent", "does not want to sell" and "has yet to sell" deny the second, too."""
    yet = (
        syntax.having(lemma="have")
        & syntax.above(syntax.having(lemma="yet"))
        & syntax.above(syntax.having(dep="xcomp"))
    )
    own = syntax.above(syntax.having(dep="neg")) | syntax.above(syntax.having(dep="det", lemma="no")) | yet
    bare = syntax.having(dep="conj", tag="VB") & ~syntax.above(syntax.having(dep=("aux", "auxpass")))
    return _inherit(syntax, own, bare | syntax.having(dep="xcomp"))


def _inherit(syntax: Syntax, own: np.ndarray, follows: np.ndarray) -> np.ndarray:
    """The words that have something by themselves, or by what they follow on the verb above them."""
    for _ in range(_DEPTH):
        own = own | (follows & own[syntax.head])
    return own


# --- subjects, objects, predicates --------------------------------------------------------------------------------


def find_arguments(syntax: Syntax) -> pl.DataFrame:
    """Who does what to whom: word, role, other (the verb, predicate or thing had; both are rows), denied.

    The roles are `does`, `undergoes` (as object, or as subject of a passive), `is` ("the bridge is *safe*", "they call
    the bridge *safe*") and `has` ("the bridge has a *crack*"); what is only "is", "seems" or "has" is no doing.
    """
    objects, passive = _find_objects(syntax), find_passives(syntax)
    subjects = _find_subjects(syntax, objects)
    predicates = _find_predicates(syntax, objects)
    have, is_verb = syntax.having(lemma="have"), syntax.having(pos=VERBS)
    quiet = have | syntax.having(lemma="be") | _mark(syntax, predicates.filter(~pl.col("of_object")))
    small = syntax.having(pos=("ADJ", "NOUN", "PROPN"))  # of "finds the bridge safe", where the adjective has a subject
    direct = [
        ("does", _choose(subjects, is_verb & ~passive & ~quiet)),
        ("does", _find_agents(syntax)),
        ("undergoes", _choose(subjects, passive)),
        ("undergoes", _choose(objects, ~have)),
        ("is", _choose(subjects, small & ~passive)),
    ]
    linked = [
        ("is", predicates.filter(~pl.col("of_object")), subjects),
        ("is", predicates.filter("of_object"), objects),
        ("has", _choose(objects, have), subjects),
    ]
    parts = [pairs.with_columns(other="verb", role=pl.lit(role)) for role, pairs in direct]
    parts += [
        words.join(others.select("verb", other="word"), on="verb").with_columns(role=pl.lit(role))
        for role, others, words in linked
    ]
    return _settle(syntax, pl.concat([part.select("word", "verb", "role", "other") for part in parts]))


def _settle(syntax: Syntax, found: pl.DataFrame) -> pl.DataFrame:
    """The pairs with pronouns resolved, and denied where the verb is or one of the two stands with "no"."""
    word, verb, other = (found[name].to_numpy() for name in ("word", "verb", "other"))
    denied = syntax.denied[word] | syntax.denied[verb] | syntax.denied[other]
    settled = found.with_columns(word=syntax.referent[word], other=syntax.referent[other], denied=denied)
    return settled.filter((pl.col("word") >= 0) & (pl.col("other") >= 0)).drop("verb")


def _pair(verb: np.ndarray, word: np.ndarray) -> pl.DataFrame:
    return pl.DataFrame({"verb": verb, "word": word}, schema={"verb": pl.Int64, "word": pl.Int64})


def _choose(pairs: pl.DataFrame, verbs: np.ndarray) -> pl.DataFrame:
    return pairs.filter(pl.Series(verbs[pairs["verb"].to_numpy()]))


def _mark(syntax: Syntax, pairs: pl.DataFrame) -> np.ndarray:
    """For each word whether it is the verb of one of these pairs."""
    marked = np.zeros(len(syntax.head), np.bool_)
    marked[pairs["verb"].to_numpy()] = True
    return marked


def _find_subjects(syntax: Syntax, objects: pl.DataFrame) -> pl.DataFrame:
    """Every verb with each of its subjects, its own or shared: verb, word."""
    words = syntax.filling("nsubj", "nsubjpass")
    of_noun = syntax.having(pos=NOUNS)[syntax.head]
    leaving = syntax.having(dep="acl", tag="VBG")
    clauses = np.flatnonzero((_find_reduced(syntax) | leaving) & of_noun)  # "boats sold", "boats leaving"
    own = pl.concat([_pair(syntax.over(words), words), _pair(clauses, syntax.head[clauses])])
    giver, by_object = _find_givers(syntax, _mark(syntax, own), _mark(syntax, objects))
    verbs = pl.DataFrame({"verb": np.arange(len(giver)), "giver": giver, "by_object": by_object})
    shared = verbs.filter(pl.col("verb") != pl.col("giver"))
    parts = [(shared.filter(~pl.col("by_object")), own), (shared.filter("by_object"), objects)]
    given = [taking.join(giving, left_on="giver", right_on="verb").select("verb", "word") for taking, giving in parts]
    return pl.concat([own, *given])


def _find_givers(syntax: Syntax, has_own: np.ndarray, has_object: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each verb the verb whose subject it shares, or itself; and whether it takes that one's object for its subject."""
    control = syntax.having(dep="xcomp", pos=VERBS)
    shares = (control | (syntax.place != np.arange(len(syntax.head)))) & ~has_own
    finite = syntax.having(tag=_FINITE)  # of "asked Ann to wait and closed the gate": Ann does not close it
    giver, by_object = np.arange(len(shares)), np.zeros(len(shares), np.bool_)
    for _ in range(_DEPTH):
        moving = shares[giver] & ~by_object
        by_object |= moving & ~finite & control[giver] & has_object[syntax.head[giver]]
        giver = np.where(moving, syntax.head[giver], giver)
    return giver, by_object


def _find_objects(syntax: Syntax) -> pl.DataFrame:
    """Every verb with each of its objects: verb, word; in "the boats the town sold" that is what the clause hangs on."""
    words = syntax.filling("dobj")
    _, clauses = _find_pronouns(syntax)
    full = ("dobj", "nsubjpass", "auxpass", "acomp", "attr", "prep", "advmod", "mark", "ccomp", "xcomp")
    has_gap = _find_clauses(syntax) & syntax.above(syntax.having(dep="nsubj")) & ~syntax.above(syntax.having(dep=full))
    has_gap[clauses] = False
    gaps = np.flatnonzero(has_gap)
    return pl.concat([_pair(syntax.over(words), words), _pair(gaps, syntax.head[gaps])])


def _find_reduced(syntax: Syntax) -> np.ndarray:
    """The participles of "boats sold", which the parser may take for a past tense that has neither subject nor object."""
    full = syntax.above(syntax.having(dep=("nsubj", "nsubjpass", "dobj", "aux")))
    return syntax.having(dep="acl", tag="VBN") | (syntax.having(dep="acl", tag="VBD") & ~full)


def _find_headlines(syntax: Syntax) -> np.ndarray:
    """The participles of "boats sold by the town", "if sold, they sail" and "with two boats sold"."""
    full = syntax.above(syntax.having(dep=("aux", "auxpass", "dobj")))
    has_subject = syntax.above(syntax.having(dep="nsubj")) & ~syntax.above(syntax.having(dep="agent"))
    bare = syntax.having(tag="VBN", pos="VERB", dep=("ROOT", "ccomp", "pcomp", "advcl", "parataxis")) & ~has_subject
    return (bare | syntax.having(tag="VBD", dep="pcomp")) & ~full


def _find_perfects(syntax: Syntax) -> np.ndarray:
    """The verbs of "she's sold a boat", which the parser may take for "is sold"."""
    starts, ends = (syntax.rows[name].to_numpy() for name in ("start", "end"))
    short = syntax.having(dep="auxpass", lemma=("be", "'s", "’s", "'", "’", "s"))
    short[1:] &= starts[1:] == ends[:-1]
    return syntax.above(short) & syntax.above(syntax.having(dep=("dobj", "ccomp")))


def find_passives(syntax: Syntax) -> np.ndarray:
    """For each word whether it is a verb in the passive; "was closed and *sold*" says it once."""
    own = syntax.above(syntax.having(dep=("nsubjpass", "auxpass"))) & ~_find_perfects(syntax)
    own = own | _find_reduced(syntax) | _find_headlines(syntax)
    bare = syntax.having(dep="conj", tag="VBN") & ~syntax.above(syntax.having(dep=("aux", "auxpass")))
    return _inherit(syntax, own, bare)


def _find_predicates(syntax: Syntax, objects: pl.DataFrame) -> pl.DataFrame:
    """Every verb with each of its predicates, and whether it is told of the object: verb, word, of_object."""
    words = syntax.filling("acomp", "attr", "oprd")
    of_object = syntax.having(dep="oprd")[syntax.place[words]] & _mark(syntax, objects)[syntax.over(words)]
    return _pair(syntax.over(words), words).with_columns(of_object=of_object)


def _find_agents(syntax: Syntax) -> pl.DataFrame:
    """The verbs in the passive with whom they are done by: verb, word."""
    words = syntax.filling("pobj")
    words = words[syntax.having(dep="agent")[syntax.over(words)]]
    return _pair(syntax.head[syntax.over(words)], words)
