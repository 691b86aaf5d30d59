"""Certainty: how surely each report states the same thing, from flat to called false, and the words that do it."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.cues import find_imperatives
from analysis.find.lists import read_list
from analysis.find.syntax import VERBS, Syntax, read_syntax

FLAT, ATTRIBUTED, HEDGED, ALLEGED, DENIED, FALSE = LEVELS = (
    "flat", "attributed", "hedged", "alleged", "denied", "called false",
)  # fmt: skip
MARKS = {
    "event": pl.String, "statement": pl.Int64, "doc": pl.String, "start": pl.Int64, "certainty": pl.String,
    "word": pl.String, "word_start": pl.Int64, "word_end": pl.Int64, "source": pl.String,
}  # fmt: skip
CERTAINTY = {
    "event": pl.String, "statement": pl.Int64, "doc": pl.String, "outlet": pl.String, "group": pl.String,
    "certainty": pl.String, "source": pl.String, "word": pl.String, "word_start": pl.Int64, "word_end": pl.Int64,
    "all_words": pl.String, "spread": pl.Int64, "carriers": pl.Int64, "start": pl.Int64, "end": pl.Int64, "sentence": pl.String,
    "centre": pl.Boolean,
}  # fmt: skip
HELD = 0.5  # the part of a sentence, without source and cue, that an attribution must hold to be that of its statement
_SPINE, _DEEP = ("ccomp", "xcomp"), 3  # on from the main verb: "it *seems* to *leak*", "he *said* it *leaks*"
_SUBJECTS, _PREDICATES = ("nsubj", "nsubjpass", "csubj", "csubjpass"), ("acomp", "attr", "oprd")
_THINGS = ("nsubj", "nsubjpass", "dobj", "attr")  # what a verb is said of
_LIGHT = ("do", "get", "go", "have", "know", "make", "say", "take", "think", "want")  # tell no statement from another
_STEADY = ("always", "never", "no longer")  # "could always rely": is able to
_EVIDENCE = ("show", "indicate", "suggest", "mean", "prove", "demonstrate", "reveal", "imply", "illustrate")
_ROUGHLY = (  # hedges that say how much or how often, not how surely
    "about", "approximately", "for the most part", "generally", "kind of", "largely", "mostly", "partly", "relatively", "roughly",
    "somewhat", "sort of", "to a large extent", "to some degree", "to some extent", "typically", "usually",
)  # fmt: skip
_KNOWING = ("know", "realise", "realize", "learn", "forget", "remember")  # what is known is told as so
_NOBODY = ("that", "this", "what", "you", "correction", "clarification", "update", "note")  # sources that say nothing
_OF_CUE = {"stance hedge": HEDGED, "negation denial": DENIED}
_KEYS = ("event", "statement", "doc", "start")
_CLOSED, _LEADS = r"[.!?…;,:—–-][\"”’')\]*_]*\s*$", r":[\"”’'*\s]*$"
_NOTE = (
    r"(?i)^\W*(corrections?|clarification|corrected by|editor['’]s note)\b"
    r"|\b(earlier|previous|original) version of (this|the) (article|story|post|report)\b"
    r"|^\W*(this|the) (article|story|post) (was|has been|initially|originally|previously) \w*\s?(stated|said|corrected|updated)\b"
)


def compare_certainty(
    statements: pl.DataFrame, documents: pl.DataFrame, quotes: pl.DataFrame, tokens: pl.DataFrame, cues: pl.DataFrame
) -> pl.DataFrame:
    """How surely each sentence that states a fact tells its statement: the columns of CERTAINTY, a row for each.

    certainty is the strongest of the sentence's marks (see `find_certainty`) in the order of LEVELS, `flat` where it has
    none; word is the one that does it (null where flat, and where a quotation has none), all_words all of them; source is
    whoever the statement is attributed to, whatever its certainty (null where that is nobody). Of `documents`, which has
    text, outlet and group are told. A report is taken by its strongest sentence; spread is how many LEVELS the reports of
    a statement lie apart, 0 where they agree or where one alone carries it. The widest apart first, then what most carry.

    What states no fact has no certainty and is left out: a lead-in that ends in a colon ("The mayor said:"), whose fact
    is in the next sentence; a heading (a line without a mark at its end), which only names what follows; a command, which
    is neither so nor not so; and a note of correction, which tells of the article and not of the event.
    """
    statements = _keep_stated(statements, documents, tokens)
    marks = find_certainty(statements, quotes, tokens, cues)
    level = pl.col("certainty").replace_strict(
        {name: place for place, name in enumerate(LEVELS)}, return_dtype=pl.Int64
    )
    ordered = marks.with_columns(level=level).sort(
        *_KEYS, "level", "word_start", descending=[False] * 4 + [True, False]
    )
    by_sentence = ordered.group_by(*_KEYS, maintain_order=True).agg(
        pl.col("certainty", "word", "word_start", "word_end", "level").first(), pl.col("source").drop_nulls().first(),
        all_words=pl.col("word").sort_by("word_start").unique(maintain_order=True).str.join("; "),
    )  # fmt: skip
    table = statements.join(by_sentence, on=_KEYS, how="left", maintain_order="left").with_columns(
        pl.col("certainty").fill_null(FLAT), pl.col("level").fill_null(0), pl.col("all_words").fill_null("")
    )
    of_report = pl.col("level").max().over("event", "statement", "doc")
    table = table.with_columns(report=of_report, carriers=pl.col("doc").n_unique().over("event", "statement"))
    table = table.with_columns(spread=(pl.col("report").max() - pl.col("report").min()).over("event", "statement"))
    table = table.join(documents.select("doc", "outlet", "group"), on="doc", how="left", maintain_order="left")
    first = ["spread", "carriers", "event", "statement"]
    ordered = table.sort(*first, "doc", "start", descending=[True, True, False, False, False, False])
    return ordered.select(CERTAINTY.keys()).cast(CERTAINTY)


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
    sentences = statements.select(*_KEYS, "end", "sentence")
    words = _place_words(sentences, read_syntax(tokens))
    found = [
        _tell_attributed(sentences, quotes, words),
        _tell_called(words),
        _tell_cues(words, cues),
        _tell_negated(words),
    ]
    marks = pl.concat([part.select(MARKS.keys()).cast(MARKS) for part in found])
    return marks.unique(maintain_order=True).sort(*_KEYS, "word_start", "certainty")


def _keep_stated(statements: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences that are no lead-in, heading, command or note of correction."""
    sentence, text = pl.col("sentence"), pl.col("text")
    before = text.str.slice(pl.max_horizontal(pl.col("start") - 1, 0), pl.min_horizontal("start", 1))
    after = pl.concat_str(sentence.str.extract(r"(\s*)$"), text.str.slice(pl.col("end"), 3))
    own_line = before.is_in(["", "\n"]) & (after.str.contains(r"^[ \t]*\n") | (after.str.strip_chars() == ""))
    states = ~(
        sentence.str.contains(_LEADS) | sentence.str.contains(_NOTE) | (own_line & ~sentence.str.contains(_CLOSED))
    )
    syntax = read_syntax(tokens)
    subjects = pl.Series(syntax.above(syntax.having(dep=_SUBJECTS)))  # only of "Citizens: vote"
    verbs = tokens.with_columns(pl.col("start").cast(pl.Int64), has_subject=subjects).filter(dep="ROOT").join(
        find_imperatives(tokens), on=["doc", "start"], how="semi"
    )  # fmt: skip
    commands = statements.join(verbs.select("doc", "has_subject", verb="start"), on="doc").filter(
        pl.col("verb").is_between("start", "end", closed="left"), ~pl.col("has_subject") | sentence.str.contains(":")
    )
    placed = statements.join(documents.select("doc", "text"), on="doc", how="left", maintain_order="left")
    return placed.filter(states).drop("text").join(commands, on=_KEYS, how="anti", maintain_order="left")


# --- attributions ---------------------------------------------------------------------------------------------------


def _tell_attributed(sentences: pl.DataFrame, quotes: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The attributions that hold a main verb or most of a sentence, or whose own word is the main verb."""
    denies, is_denied = pl.col("cue_lemma").is_in(_list("denying")), pl.col("denied").fill_null(False)
    spans = quotes.filter(pl.col("claim").fill_null(False) | (denies & is_denied), ~_is_of_author()).select(
        "doc", "attribution", "cue", "cue_lemma", "cue_class", "denied", from_="start", to="end", word_start="cue_start",
        word_end="cue_end", who_start="source_start", who_end="source_end", source=_name_source(),
        asks=pl.col("text").str.starts_with("to ") & (pl.col("source") != "") & (pl.col("cue_class") != "distancing"),
    )  # fmt: skip
    met = sentences.join(spans, on="doc").with_columns(held=_overlap("from_", "to")).filter(pl.col("held") > 0)
    least = pl.col("end") - pl.col("start") - _overlap("word_start", "word_end") - _overlap("who_start", "who_end")
    told = met.with_columns(least=HELD * least).group_by(*_KEYS, "attribution", maintain_order=True).agg(
        pl.col("held").sum(), pl.exclude(*_KEYS, "attribution", "held").first(), spans=pl.struct("from_", "to")
    )  # fmt: skip
    of_cue = words.select(*_KEYS, "word_start", "names", "aslant", "unreal", "refuses")
    told = told.join(of_cue, on=[*_KEYS, "word_start"], how="left", maintain_order="left")
    told = _find_verbs(told, words).with_columns(pl.col("names", "aslant", "unreal", "refuses").fill_null(False))
    told = _find_within(told)
    certainty = (
        pl.when(denies & ~is_denied).then(pl.lit(DENIED))
        .when(pl.col("cue_class") == "distancing").then(pl.lit(ALLEGED))
        .otherwise(pl.lit(ATTRIBUTED))
    )  # fmt: skip
    says = ~pl.col("cue_class").is_in(["thought", "emotive"])
    fills = (pl.col("held") >= pl.col("least")) & ~pl.col("aslant")
    holds = pl.col("has_verb") | (says & (pl.col("names") | fills))
    stands = told.with_columns(certainty=certainty).filter(
        holds,
        ~pl.col("unreal"),
        ~pl.col("asks"),
        ~(denies & pl.col("refuses")),
        ~((pl.col("certainty") == ATTRIBUTED) & pl.col("within")),
    )
    return stands.with_columns(
        word=pl.when(pl.col("cue") != "").then("cue"),
        source=pl.when(~pl.col("swallows") & (pl.col("source") != "")).then("source"),
    )


def _is_of_author() -> pl.Expr:
    """Whether nobody is the source, or a thing is that only shows ("the tide shows that it rained"), or it is told as known."""
    nobody = pl.col("source").str.to_lowercase().is_in(_NOBODY)
    thing = pl.col("actor").is_null() & pl.col("source_type").is_in(["other", "none named"])
    known = pl.col("cue_lemma").is_in(_KNOWING) & (pl.col("type") != "direct")
    return nobody | known | (thing & pl.col("cue_lemma").is_in(_EVIDENCE)).fill_null(False)


def _name_source() -> pl.Expr:
    """The actor who is the source, with whose it is ("the Courier’s Harbour Desk"), or else the phrase."""
    before = pl.col("source").str.split(pl.col("actor")).list.first()
    owned = before.str.contains(r"\p{Lu}.*['’]s $") & (before != pl.col("source"))
    return pl.when(owned).then(pl.concat_str(before, "actor")).otherwise(pl.coalesce("actor", "source"))


def _find_within(told: pl.DataFrame) -> pl.DataFrame:
    """The attributions with within: another's piece holds the word of this one: "“They *know* it leaks,” she said"."""
    number = told.with_row_index("number")
    spans = number.select(*_KEYS, "spans", other="number").explode("spans").unnest("spans")
    held = number.select(*_KEYS, "number", "word_start").join(spans, on=list(_KEYS)).filter(
        pl.col("word_start").is_between("from_", "to", closed="left"), pl.col("number") != pl.col("other")
    )  # fmt: skip
    return told.with_columns(within=number["number"].is_in(held["number"].unique().implode()))


def _find_verbs(told: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The attributions with has_verb (a piece holds a main verb; of a phrase as "according to" also one joined to it) and
    swallows (the phrase of the source holds one, so that it is none)."""
    number = told.with_row_index("number")
    verbs = words.filter(pl.col("main") | pl.col("follows")).select(*_KEYS, "main", verb="word_start")
    pairs = number.select("number", "spans", "who_start", "who_end", "cue", *_KEYS).join(verbs, on=list(_KEYS))
    pairs = pairs.with_columns(source=pl.col("verb").is_between("who_start", "who_end", closed="left").fill_null(False))
    pairs = pairs.explode("spans").unnest("spans")
    counts = pl.col("main") | pl.col("cue").str.contains(" ")
    of_one = pairs.group_by("number").agg(
        has_verb=(pl.col("verb").is_between("from_", "to", closed="left") & counts).any(),
        swallows=(pl.col("source") & pl.col("main")).any(),
    )
    joined = number.join(of_one, on="number", how="left", maintain_order="left").drop("number")
    return joined.with_columns(pl.col("has_verb", "swallows").fill_null(False))


def _overlap(first: str, last: str) -> pl.Expr:
    """How many characters of the sentence lie in a span, 0 where there is none."""
    both = pl.min_horizontal("end", pl.col(last).cast(pl.Int64)) - pl.max_horizontal(
        "start", pl.col(first).cast(pl.Int64)
    )
    return pl.when(pl.col(first).is_null()).then(0).otherwise(both.clip(lower_bound=0))


def _list(kind: str) -> list[str]:
    return read_list("falsehood").filter(kind=kind)["word"].to_list()


# --- words ----------------------------------------------------------------------------------------------------------


def _place_words(sentences: pl.DataFrame, syntax: Syntax) -> pl.DataFrame:
    """The words of each sentence with its keys: lemma, pos, next (the lemma after), verb (that of what it hangs on), word,
    word_start, word_end and the marks of `_mark_verbs` and `_mark_places`."""
    lemma, on = syntax.rows["lemma"], _find_spine(syntax)
    marks = _mark_verbs(syntax, on) | _mark_places(syntax, on)
    rows = syntax.rows.select(
        "doc", "lemma", "pos", word_start=pl.col("start").cast(pl.Int64), word_end=pl.col("end").cast(pl.Int64),
        next=lemma.shift(-1), verb=lemma.gather(syntax.head),
        **{name: pl.Series(of_word) for name, of_word in marks.items()},
    )  # fmt: skip
    placed = rows.sort("doc", "word_start").join_asof(
        sentences.sort("doc", "start"), left_on="word_start", right_on="start", by="doc", coalesce=False,
        check_sortedness=False,
    )  # fmt: skip
    inside = placed.filter(pl.col("word_start") < pl.col("end"))
    return inside.with_columns(word=_cut("word_start", "word_end"))


def _cut(first: str, last: str) -> pl.Expr:
    return pl.col("sentence").str.slice(pl.col(first) - pl.col("start"), pl.col(last) - pl.col(first))


def _find_spine(syntax: Syntax) -> np.ndarray:
    """Whether each word is the main verb of its sentence or the verb of a clause that this takes, and so on."""
    on = syntax.head == np.arange(len(syntax.head))
    takes = syntax.having(dep=_SPINE)
    for _ in range(_DEEP):
        on = on | (takes & on[syntax.head])
    return on


def _mark_verbs(syntax: Syntax, spine: np.ndarray) -> dict[str, np.ndarray]:
    """What each word is to the main verbs of its sentence.

    main: a verb of the spine; on: it is there, or hangs on one; names: a main verb, or one joined that shares its subject,
    that says what something is ("called it *unsafe*"); follows: one joined to it, whatever its subject; aslant: the verb of
    a side clause; unreal: only wanted or decided ("wanted to *show*"); is_verb; negates: the "not" of the spine; able: a
    "could" that is no doubt; refuses: see `_find_refusals`.
    """
    head, verb = syntax.head, syntax.having(pos=VERBS)
    finite = syntax.having(tag=("VBD", "VBP", "VBZ", "MD")) | syntax.above(syntax.having(dep=("aux", "auxpass")))
    main = spine & verb & (finite | ~syntax.having(dep="ccomp"))  # not "considered it *overreach*"
    joined = syntax.having(dep="conj") & verb
    own = syntax.above(syntax.having(dep=_SUBJECTS))
    leads, follows = main, main
    clause = syntax.having(dep=("oprd", "ccomp")) | syntax.having(lemma="as", dep="prep")
    for _ in range(_DEEP):
        leads, follows = leads | (joined & ~own & leads[head]), follows | (joined & follows[head])
    bare = spine & ~syntax.above(syntax.having(dep=("aux", "auxpass")))  # a participle at the head of a fragment
    wished = read_list("reporting").filter(pl.col("kind").is_in(["thought", "declaring"]))["word"].to_list()
    steady = syntax.having(lemma=_STEADY, pos="ADV") | syntax.having(dep="neg")
    return {
        "main": main, "on": spine | spine[head], "names": leads & syntax.above(clause) & (own | ~bare), "follows": follows,
        "aslant": syntax.having(dep=("pcomp", "relcl", "acl", "csubj")),
        "unreal": syntax.having(dep="xcomp") & syntax.having(lemma=tuple(wished))[head],
        "is_verb": syntax.having(pos="VERB"), "negates": syntax.having(dep="neg") & spine[head],
        "able": syntax.having(lemma="could") & syntax.above(steady)[head], "refuses": _find_refusals(syntax),
    }  # fmt: skip


def _find_refusals(syntax: Syntax) -> np.ndarray:
    """The verbs of denial whose object is nothing that is told ("rejected the bill"), or is asked for ("denied a visa")."""
    takes = syntax.having(dep=("dobj", "nsubjpass"))
    told = syntax.above(syntax.having(dep=("ccomp", "xcomp", "pcomp"))) | syntax.above(
        takes & (syntax.having(lemma=tuple(_list("told"))) | syntax.having(pos="PRON"))
    )
    asked = syntax.above(takes & syntax.having(lemma=tuple(_list("asked"))))
    turns_down = syntax.having(lemma=("reject", "dismiss"))
    return syntax.having(pos="VERB") & syntax.above(takes) & ~told & (turns_down | asked)


def _mark_places(syntax: Syntax, spine: np.ndarray) -> dict[str, np.ndarray]:
    """denied (it, or what it hangs on), aside (in a relative clause), at (the main verb), beside (an adverb of it or of its
    predicate), predicate, of_told and of_event (it describes what the verb is said of, where that is told, or is no
    person), tells (a noun of the statement with its content: "on *suspicion* of theft", "the *myth* that it rained")."""
    head = syntax.head
    aside = syntax.having(dep="relcl")
    as_ = syntax.having(lemma="as", dep="prep") & spine[head]
    predicate = (syntax.having(dep=_PREDICATES) & spine[head]) | (syntax.having(dep=("pobj", "amod")) & as_[head])
    predicate &= ~syntax.above(syntax.having(dep="expl"))[head]
    place = syntax.place
    thing = (syntax.having(dep=_THINGS) & spine[head])[place]
    people = syntax.having(lemma=tuple(_list_people())) | syntax.having(entity=("PERSON", "NORP", "ORG"), pos="PROPN")
    describes = syntax.having(dep=("amod", "compound")) & ~syntax.having(pos="PROPN")
    told = syntax.having(lemma=tuple(_list("told")))
    clause = syntax.having(dep=("acl", "ccomp"))
    content = syntax.above(clause | syntax.having(dep="prep", lemma="of"))
    bare = syntax.having(tag="NN") & ~syntax.above(syntax.having(dep=("det", "poss", "amod", "nummod")))
    idle = bare & syntax.having(lemma="charge")  # "in charge of"
    made = syntax.above(syntax.having(dep="prep", lemma=("from", "of", "out")))  # "fabricated from steel"
    reached = thing | spine
    for _ in range(_DEEP):
        reached = reached | (syntax.having(dep=("prep", "pobj", "dobj")) & reached[head])
    return {
        "denied": syntax.denied | syntax.denied[head], "aside": aside | aside[head], "at": spine, "made": made,
        "beside": syntax.having(pos="ADV") & (spine[head] | predicate[head]),
        "predicate": predicate[place], "of_told": describes & thing[head] & told[head],
        "of_event": describes & thing[head] & ~people[head] & ~syntax.having(pos="PROPN")[head],
        "tells": reached & content & ~idle, "claims": thing & syntax.above(clause),
    }  # fmt: skip


def _list_people() -> list[str]:
    """The nouns of people, and of what is told of as one: doers, persons and roles."""
    kinds = {"doers": ["people"], "persons": ["person", "crowd"], "roles": ["state", "man", "woman", "person"]}
    return [
        word
        for name, of in kinds.items()
        for word in read_list(name).filter(pl.col("kind").is_in(of))["word"].to_list()
    ]


def _tell_called(words: pl.DataFrame) -> pl.DataFrame:
    """The words that call what is said false, or tell it as a charge."""
    parts = pl.col("word").str.split(" ").list
    listed = read_list("falsehood").filter(pl.col("kind").is_in(["false", "alleged"])).select(
        "kind", lemma=parts.get(0), after=parts.get(1, null_on_oob=True), as_pos="note"
    )  # fmt: skip
    met = words.join(listed, on="lemma", maintain_order="left")
    in_row = pl.col("after").is_null() | (pl.col("after") == pl.col("next"))
    is_form = (pl.col("as_pos") == "VERB") | pl.col("word").str.to_lowercase().str.contains(r"(s|ies)$")
    whole = is_form | (pl.col("word").str.to_lowercase() == pl.col("lemma"))  # not "shaming", by lemma "sham"
    right = in_row & whole & ((pl.col("as_pos") == "") | (pl.col("as_pos") == pl.col("pos")))
    is_false, is_noun = pl.col("kind") == "false", pl.col("as_pos") == "NOUN"
    of_noun = pl.when(is_false).then(pl.col("predicate") | pl.col("claims")).otherwise("tells")
    of_word = (
        ((pl.col("at") & pl.col("is_verb") & ~(is_false & pl.col("made"))) | pl.col("beside") | pl.col("predicate"))
        | pl.when(is_false).then("of_told").otherwise("of_event")
    )  # fmt: skip
    placed = pl.when(is_noun).then(of_noun).otherwise(of_word)
    certainty = pl.when(is_false).then(pl.lit(FALSE)).otherwise(pl.lit(ALLEGED))
    return met.filter(right, placed, ~pl.col("denied"), ~pl.col("aside")).with_columns(certainty=certainty, source=None)


def _tell_cues(words: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """The hedges and denials with a word at the spine."""
    kind = pl.concat_str("lexicon", "category", separator=" ").replace_strict(
        _OF_CUE, default=None, return_dtype=pl.String
    )
    another = pl.col("pattern").str.contains("contrary")  # "contrary to what they say" denies another statement
    aside = pl.col("pattern").is_in(_ROUGHLY) | another
    hits = cues.filter(~aside).with_columns(certainty=kind).drop_nulls("certainty")
    spans = hits.select("doc", "certainty", cue_start="start", cue_end="end").sort("doc", "cue_start")
    on = words.filter("on").sort("doc", "word_start")
    met = on.join_asof(
        spans, left_on="word_start", right_on="cue_start", by="doc", coalesce=False, check_sortedness=False
    )
    inside = met.filter(pl.col("word_start") < pl.col("cue_end"))
    twice = (pl.col("is_verb") & pl.col("denied")).any().over("doc", "cue_start")  # "did not deny that"
    inside = inside.filter((pl.col("certainty") != DENIED) | ~(twice | pl.col("refuses")), ~pl.col("able"))
    marks = inside.with_columns(
        word=_cut("cue_start", "cue_end"), word_start="cue_start", word_end="cue_end", source=None
    )
    return marks.filter(pl.col("word_start") >= pl.col("start"))


def _tell_negated(words: pl.DataFrame) -> pl.DataFrame:
    """The negations of a verb at the spine that another report of the statement uses without."""
    told = words.filter("is_verb", ~pl.col("denied"), ~pl.col("lemma").is_in(_LIGHT))
    said = told.select("event", "statement", "lemma", other="doc").unique()
    met = words.filter("negates").join(
        said, left_on=["event", "statement", "verb"], right_on=["event", "statement", "lemma"]
    )
    return met.filter(pl.col("other") != pl.col("doc")).with_columns(certainty=pl.lit(DENIED), source=None)
