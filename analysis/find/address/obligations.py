"""Obligations: what a text asks of whom, from "must" to an imperative, and the necessity that asks nothing."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.agency.fillers import name_fillers
from analysis.find.lists import read_list
from analysis.find.relations import begins_inside
from analysis.find.syntax import NOUNS, Syntax, find_passives, read_syntax

OBLIGATIONS = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "kind": pl.String, "actor": pl.String, "addressee": pl.String,
    "addressee_start": pl.Int64, "addressee_end": pl.Int64, "act": pl.String, "denied": pl.Boolean,
}  # fmt: skip
OBLIGATION, EXHORTATION, NECESSITY = "obligation", "exhortation", "necessity"
_PAIRS = {"anchor": pl.Int64, "verb": pl.Int64, "word": pl.Int64, "kind": pl.String}
_NAMED = ("PERSON", "ORG", "GPE", "NORP")
_PERSONS = ("we", "you", "they", "he", "she")
_SEPARATORS = (",", ":", "!", "–", "—", ";")


def find_obligations(
    documents: pl.DataFrame, tokens: pl.DataFrame, stands: pl.DataFrame, exclusions: pl.DataFrame
) -> pl.DataFrame:
    """Where an act is laid on somebody: the columns of OBLIGATIONS, in text order.

    kind is obligation ("the council must act"), exhortation ("harbour masters, open the gates", "we call on the council to
    act", "let the council act") or necessity ("was forced to act", "had to act", which asks nothing). start to end runs from the
    first word of the demand to the verb of the act; act is its lemma, actor the one of `stands` (doc, start, end, head, actor)
    that the addressee is, null where it is none. Addressees are actors, names, people, bodies and persons but I; nobody is
    obliged in a passive ("must be closed"). Demands in `exclusions` are not counted.
    """
    syntax = read_syntax(tokens)
    subjects = _find_subjects(syntax)
    found = pl.concat(
        [
            *(find(syntax, subjects) for find in (_find_modals, _find_semi_modals, _find_participles, _find_duties)),
            *(find(syntax, subjects) for find in (_find_urging, _find_clauses, _find_imperatives)),
            _find_invoked(syntax, documents),
        ]
    )
    found = found.unique(["verb", "word"], keep="first", maintain_order=True)
    found = found.filter(~pl.Series(find_passives(syntax)[found["verb"].to_numpy()]))
    return _describe(found, syntax, documents, stands, exclusions)


def _words(kind: str) -> tuple[str, ...]:
    return tuple(read_list("obligations").filter(kind=kind)["word"])


def _frame(anchor: np.ndarray, verb: np.ndarray, kind: str | np.ndarray) -> pl.DataFrame:
    kinds = pl.Series("kind", np.broadcast_to(kind, len(anchor)).tolist(), dtype=pl.String)
    return pl.DataFrame({"anchor": anchor, "verb": verb}, schema={"anchor": pl.Int64, "verb": pl.Int64}).with_columns(
        kinds
    )


def _join(rows: pl.DataFrame, words: pl.DataFrame, on: str) -> pl.DataFrame:
    """The rows with the words (row, word) that hang on one of their columns."""
    return rows.join(words, left_on=on, right_on="row").select(_PAIRS.keys()).cast(_PAIRS)


def _below(syntax: Syntax, *deps: str) -> pl.DataFrame:
    """The words in these roles, with those joined to them: row (what they hang on), word."""
    words = syntax.filling(*deps)
    words = words[syntax.referent[words] >= 0]
    return pl.DataFrame(
        {"row": syntax.over(words), "word": syntax.referent[words]}, schema={"row": pl.Int64, "word": pl.Int64}
    )


def _find_subjects(syntax: Syntax) -> pl.DataFrame:
    return _below(syntax, "nsubj", "nsubjpass")


def _find_infinitives(syntax: Syntax, *deps: str) -> np.ndarray:
    """The verbs with "to" in one of these roles."""
    return np.flatnonzero(syntax.having(dep=deps) & syntax.above(syntax.having(dep="aux", tag="TO")))


# --- obligation ---------------------------------------------------------------------------------------------------


def _find_modals(syntax: Syntax, subjects: pl.DataFrame) -> pl.DataFrame:
    """Modals: "the council must act"; not "must have acted", which guesses, nor "must it act"."""
    perfect = syntax.above(syntax.having(dep="aux", lemma="have"))
    modals = np.flatnonzero(syntax.having(dep="aux", lemma=_words("modal")))
    modals = modals[~perfect[syntax.head[modals]]]
    rows = _frame(modals, syntax.head[modals], OBLIGATION).with_columns(
        own=pl.Series(syntax.place[syntax.head[modals]])
    )
    found = pl.concat([_join(rows, subjects, on) for on in ("verb", "own")]).unique(maintain_order=True)
    return found.filter(pl.col("word") < pl.col("anchor"))  # not "should it rain"


def _find_semi_modals(syntax: Syntax, subjects: pl.DataFrame) -> pl.DataFrame:
    """Semi-modals: "the council needs to act"; in the past or with "will" it is a necessity, denied it is nothing."""
    verbs = _find_infinitives(syntax, "xcomp")
    above = syntax.head[verbs]
    other = (
        syntax.above(syntax.having(dep="dobj")) | syntax.above(syntax.having(lemma="yet")) | syntax.having(dep="relcl")
    )
    fits = syntax.having(lemma=_words("semi")) & ~other & ~syntax.denied
    above, verbs = above[fits[above]], verbs[fits[above]]
    tense = syntax.having(tag="VBD") | syntax.above(syntax.having(dep="aux", tag=("MD", "VBD")))
    return _join(_frame(above, verbs, np.where(tense[above], NECESSITY, OBLIGATION)), subjects, "anchor")


def _find_participles(syntax: Syntax, subjects: pl.DataFrame) -> pl.DataFrame:
    """Participles: "the council is obliged to act", and the necessity of "was forced to act"."""
    verbs = _find_infinitives(syntax, "xcomp")
    above = syntax.head[verbs]
    driven = syntax.having(lemma=_words("driven"))
    fits = (syntax.having(lemma=_words("bound")) | driven) & find_passives(syntax) & ~syntax.denied
    above, verbs = above[fits[above]], verbs[fits[above]]
    asks = syntax.above(syntax.having(dep="auxpass", tag=("VBZ", "VBP"))) & ~driven
    return _join(_frame(above, verbs, np.where(asks[above], OBLIGATION, NECESSITY)), subjects, "anchor")


def _find_duties(syntax: Syntax, subjects: pl.DataFrame) -> pl.DataFrame:
    """Duties: "the council has a duty to act", "the council's duty to act"."""
    verbs = _find_infinitives(syntax, "acl", "xcomp", "relcl")
    nouns = syntax.head[verbs]
    fits = syntax.having(lemma=_words("duty"), pos="NOUN") & ~syntax.denied
    rows = _frame(nouns[fits[nouns]], verbs[fits[nouns]], OBLIGATION)
    had = (
        syntax.having(dep="dobj")[rows["anchor"].to_numpy()]
        & syntax.having(lemma="have")[syntax.head[rows["anchor"].to_numpy()]]
    )
    having = rows.with_columns(above=pl.Series(syntax.head[rows["anchor"].to_numpy()])).filter(pl.Series(had))
    return pl.concat([_join(rows, _below(syntax, "poss"), "anchor"), _join(having, subjects, "above")])


# --- exhortation --------------------------------------------------------------------------------------------------


def _find_urging(syntax: Syntax, subjects: pl.DataFrame) -> pl.DataFrame:
    """Urging: "we urge the council to act", "we call on the council to act", "the council is urged to act"."""
    verbs = _find_infinitives(syntax, "xcomp", "ccomp", "advcl")
    above, passive = syntax.head[verbs], find_passives(syntax)
    fits = syntax.having(lemma=_words("urge"), pos="VERB")
    rows = _frame(above[fits[above]], verbs[fits[above]], EXHORTATION)
    is_passive = pl.Series(passive[rows["anchor"].to_numpy()])
    plain = syntax.having(lemma=tuple(read_list("obligations").filter(kind="urge", note="")["word"]))
    is_plain, stranded = (
        pl.Series(fits[rows["anchor"].to_numpy()])
        for fits in (plain, syntax.above(syntax.having(dep="prep", lemma=("on", "upon"))))
    )
    own = _join(rows.filter(~is_passive), subjects, "verb")  # "urged the council to act" may be one clause
    asked = _join(rows.filter(is_passive & (is_plain | stranded)), subjects, "anchor")  # not "was called to answer"
    direct = _join(rows.filter(~is_passive & is_plain), _below(syntax, "dobj", "dative"), "anchor")
    return pl.concat([own, asked, direct, _find_called(syntax, rows)])


def _find_called(syntax: Syntax, rows: pl.DataFrame) -> pl.DataFrame:
    """Who stands after the preposition of "call on" and "appeal to"."""
    known = read_list("obligations").filter(pl.col("note") != "", kind="urge")
    known = known.select(verb_lemma="word", by=pl.col("note").str.split(" ")).explode("by")
    called = _below(syntax, "pobj")
    prepositions = called["row"].to_numpy()
    above = syntax.head[prepositions]
    called = called.with_columns(
        row=pl.Series(above, dtype=pl.Int64),
        by=syntax.rows["lemma"].gather(prepositions),
        verb_lemma=syntax.rows["lemma"].gather(above),
    )
    return _join(rows, called.join(known, on=["verb_lemma", "by"], how="semi").select("row", "word"), "anchor")


def _find_clauses(syntax: Syntax, subjects: pl.DataFrame) -> pl.DataFrame:
    """Clauses: "they demand that the council act", "let the council act"."""
    verbs = np.flatnonzero(syntax.having(dep="ccomp", tag="VB") & ~syntax.above(syntax.having(dep="aux")))
    above = syntax.head[verbs]
    let = syntax.having(lemma=_words("let"), tag="VB") & _is_bare(syntax) & ~syntax.above(syntax.having(dep="nsubj"))
    fits = let | syntax.having(lemma=_words("that"), pos="VERB")
    return _join(_frame(above[fits[above]], verbs[fits[above]], EXHORTATION), subjects, "verb")


def _is_bare(syntax: Syntax) -> np.ndarray:
    """For each word whether it is a verb without modal or "to" where an imperative may stand."""
    helped = syntax.above(syntax.having(dep="aux", tag=("MD", "TO"))) | syntax.above(
        syntax.having(dep="aux", lemma="have")
    )
    bare = syntax.having(tag="VB", pos=("VERB", "AUX"), dep=("ROOT", "ccomp", "conj", "parataxis")) & ~helped
    return bare & (bare | ~syntax.having(dep="conj"))[syntax.place]


def _find_imperatives(syntax: Syntax, subjects: pl.DataFrame) -> pl.DataFrame:
    """Imperatives: "harbour masters, open the gates", the one subject of a bare verb, parted from it by one mark."""
    verbs = np.flatnonzero(_is_bare(syntax) & ~syntax.having(dep="ccomp"))
    marks = np.concatenate([[0], np.cumsum(syntax.having(lemma=_SEPARATORS, pos="PUNCT"))])
    rows = _frame(verbs, verbs, EXHORTATION).with_columns(own=pl.Series(syntax.place[verbs]))
    found = rows.join(subjects, left_on="own", right_on="row")
    word, own = found["word"].to_numpy(), found["own"].to_numpy()
    parted = (word < own) & (marks[np.maximum(own, word)] == marks[word] + 1)
    parted &= ~syntax.above(syntax.having(dep="det", lemma=("the", "a", "an")))[word]
    alone = pl.col("word").n_unique().over("verb") == 1
    found = found.filter(alone, pl.Series(parted)).with_columns(anchor="word")
    return found.select(_PAIRS.keys()).cast(_PAIRS)


def _find_invoked(syntax: Syntax, documents: pl.DataFrame) -> pl.DataFrame:
    """Who is invoked: "O people of the town, …", who stands after O, and the first bare verbs in that sentence or the next."""
    texts = dict(documents.select("doc", "text").iter_rows())
    letters = syntax.rows.with_row_index("row").filter(lemma="o").select("row", "doc", "start")
    at = np.array([row for row, doc, start in letters.iter_rows() if texts[doc][start] == "O"], np.int64)
    nouns = syntax.head[at]
    at, nouns = at[fit := (nouns > at) & syntax.having(pos=NOUNS)[nouns]], nouns[fit]
    bare = np.flatnonzero(_is_bare(syntax))
    place = np.searchsorted(bare, nouns)
    known = place < len(bare)
    at, nouns, verbs = at[known], nouns[known], bare[place[known]] if len(bare) else at[known]
    of_doc, of_sentence = syntax.rows["doc"].rank("dense").to_numpy(), syntax.rows["sentence"].cast(pl.Int64).to_numpy()
    near = (of_doc[nouns] == of_doc[verbs]) & (of_sentence[verbs] - of_sentence[nouns] <= 1)
    invoked = _frame(at[near], verbs[near], EXHORTATION).with_columns(word=pl.Series(nouns[near], dtype=pl.Int64))
    joined = pl.DataFrame({"own": syntax.place[bare], "verb": bare}, schema={"own": pl.Int64, "verb": pl.Int64})
    return invoked.rename({"verb": "own"}).join(joined, on="own").select(_PAIRS.keys()).cast(_PAIRS)


# --- the table ----------------------------------------------------------------------------------------------------


def _describe(
    found: pl.DataFrame, syntax: Syntax, documents: pl.DataFrame, stands: pl.DataFrame, exclusions: pl.DataFrame
) -> pl.DataFrame:
    """The demands (anchor, verb, word, kind) of those that can be asked, with the columns of OBLIGATIONS."""
    words = found["word"].unique().sort()
    fillers = name_fillers(words, syntax, documents, stands)
    people = tuple(read_list("doers")["word"])
    asked = (
        syntax.having(entity=_NAMED)
        | syntax.having(lemma=people, pos=NOUNS)
        | syntax.having(lemma=_PERSONS, pos="PRON")
    )
    named = found.join(fillers, on="word", how="left", maintain_order="left")
    named = named.filter(pl.col("actor").is_not_null() | pl.Series(asked[named["word"].to_numpy()], dtype=pl.Boolean))
    token = syntax.rows.select("doc", pl.col("start", "end").cast(pl.Int64), "lemma")
    denied = syntax.denied[named["verb"].to_numpy()] | syntax.denied[named["anchor"].to_numpy()]
    rows = named.with_columns(
        doc=token["doc"].gather(named["anchor"]),
        start=pl.min_horizontal(token["start"].gather(named["anchor"]), token["start"].gather(named["verb"])),
        end=pl.max_horizontal(token["end"].gather(named["anchor"]), token["end"].gather(named["verb"])),
        addressee="who", addressee_start="who_start", addressee_end="who_end", act=token["lemma"].gather(named["verb"]),
        denied=pl.Series(denied, dtype=pl.Boolean),
    ).sort("verb", "word")  # fmt: skip
    return rows.filter(~begins_inside(rows, exclusions)).select(OBLIGATIONS.keys()).cast(OBLIGATIONS)
