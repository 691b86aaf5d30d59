"""Attributions that hold the clause that tells a statement."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.levels import ALLEGED, ATTRIBUTED, DENIED, HEDGED, KEYS
from analysis.compare.certainty.listed import list_words
from analysis.find.lists import read_list

HELD = 0.5  # the part of a clause, without source and cue, that an attribution must hold that does not hold its verb
_EVIDENCE = ("show", "indicate", "mean", "prove", "demonstrate", "reveal", "illustrate")
_HINTS = ("suggest", "imply")  # a thing that does so leaves it open, somebody who does says so
_SEEN = ("hear", "obtain", "see", "view")  # "a copy was seen by the Courier", which did not say it
_NAMING = ("appoint", "elect", "name")  # acts, if nobody is said to do them: "was named as the new keeper"
_NAMELESS = ("her", "his", "its", "my", "our", "their", "which", "who", "whose", "your")  # words that name no source
_KNOWING = ("know", "realise", "realize", "learn", "forget", "remember")  # what is known is told as so
_NOBODY = ("that", "this", "what", "you", "correction", "clarification", "update", "note")  # sources that say nothing
_FELT = ("thought", "emotive")  # classes of words that say what somebody thinks
_OF_CUE = ("in_clause", "is_verb", "leads", "phrasal", "refuses", "scope", "told", "unnamed", "unreal")
_OF_CLAIM = ("cue", "cue_lemma", "cue_class", "denied", "word_start", "word_end", "source", "asks", "hints")
_OF_BOTH = ("described", "direct", "holds", "over", "swallows")


def leave_own(quotes: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The quotes without those of a report to its own outlet ("the Courier has learned", in the Courier), which is its author."""
    name, outlet = (pl.col(column).str.to_lowercase().str.strip_prefix("the ") for column in ("who", "outlet"))
    named = quotes.with_columns(who=pl.coalesce("actor", "source").fill_null("")).join(
        documents.select("doc", "outlet"), on="doc", how="left", maintain_order="left"
    )
    is_own = (name.str.len_chars() > 0) & outlet.fill_null("").str.starts_with(name)
    return named.filter(~is_own).select(quotes.columns)


def tell_attributed(words: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """The attributions that hold the verb that tells a statement, or HELD of the other words of its clause."""
    attributions = choose_attributions(quotes)
    taking = pl.concat([attributions, _lay_attributions(quotes.filter(_is_taken()))])
    both = pl.concat([_meet_clauses(words, attributions), _reach_over(words, taking)], how="diagonal")
    met = both.group_by(*KEYS, "attribution", maintain_order=True).agg(pl.all().drop_nulls().first())
    met = met.with_columns(pl.col(_OF_BOTH).fill_null(False), pl.col("held").fill_null(0))
    of_cue = words.select(*KEYS, "word_start", *_OF_CUE)
    marked = met.join(of_cue, on=[*KEYS, "word_start"], how="left", maintain_order="left").with_columns(
        pl.col(_OF_CUE).fill_null(False), certainty=_choose_level()
    )
    return marked.filter(_stands()).with_columns(
        word=pl.when(pl.col("cue") != "").then("cue"),
        source=pl.when(~pl.col("swallows") & (pl.col("source") != "")).then("source"),
    )  # fmt: skip


def choose_attributions(quotes: pl.DataFrame) -> pl.DataFrame:
    """The pieces of what is claimed, put in quotation marks, or denied to be denied by somebody; asks: a request or a question."""
    return _lay_attributions(quotes.filter(_is_claimed()))


def _is_claimed() -> pl.Expr:
    """Whether what is said is claimed, put in quotation marks, or denied to be denied."""
    said = pl.col("type").is_in(["direct", "mixed"]) & (pl.col("cue_class") == "neutral") & ~_is_denied()
    return pl.col("claim").fill_null(False) | said | (_denies() & _is_denied())


def _is_taken() -> pl.Expr:
    """Whether it is no claim by itself, but a verb under it may tell one: "credited with *selling*", "feared to have *sunk*"."""
    says = ~pl.col("cue_class").is_in(_FELT) | (pl.col("source") == "")
    return ~_is_claimed() & says & (pl.col("type") == "indirect")


def _lay_attributions(quotes: pl.DataFrame) -> pl.DataFrame:
    """These attributions but for those of the author: where they stand, who says so, asks, and hints (see `_HINTS`)."""
    request = pl.col("text").str.starts_with("to ") & (pl.col("source") != "") & (pl.col("cue_class") != "distancing")
    asks = request | pl.col("text").str.contains(r"^(?:whether|if) ")
    return quotes.filter(~_is_of_author()).select(
        "doc", "attribution", "cue", "cue_lemma", "cue_class", "denied", "type", from_="start", to="end",
        word_start=pl.col("cue_start").cast(pl.Int64), word_end=pl.col("cue_end").cast(pl.Int64),
        who_start="source_start", who_end="source_end", source=_name_source(), asks=asks,
        hints=(_is_thing() & pl.col("cue_lemma").is_in(_HINTS)).fill_null(False),
    )  # fmt: skip


def _meet_clauses(words: pl.DataFrame, attributions: pl.DataFrame) -> pl.DataFrame:
    """The attributions met in each clause: holds (its verb), held (the part of its words), swallows (the phrase of the source holds
    its verb, so that it is none), direct, described (the clause describes a noun)."""
    described, size = pl.col("describes").any().over(*KEYS), pl.len().over(*KEYS)
    counted = words.with_columns(described=described).filter("counts")
    clause = counted.select(*KEYS, "told", "described", at="word_start", size=size)
    inside = pl.col("at").is_between("from_", "to", closed="left")
    in_source = pl.col("at").is_between("who_start", "who_end", closed="left").fill_null(False)
    pairs = clause.join(attributions, on="doc").with_columns(inside=inside, in_source=in_source)
    met = pairs.filter(pl.col("inside") | (pl.col("told") & pl.col("in_source")))
    holds = pl.col("told") & pl.col("inside")
    return met.group_by(*KEYS, "attribution", maintain_order=True).agg(
        pl.col(*_OF_CLAIM, "described").first(), holds=holds.any(), held=pl.col("at").filter("inside").n_unique() / pl.col("size").first(),
        swallows=(pl.col("told") & pl.col("in_source")).any(), direct=(holds & (pl.col("type") == "direct")).any(),
    )  # fmt: skip


def _reach_over(words: pl.DataFrame, attributions: pl.DataFrame) -> pl.DataFrame:
    """The attributions over each clause that need not hold it, as those of `_meet_clauses`, with over.

    One is over it if its verb of saying takes the clause or one joined to it ("they say it *leaked* and the crew *left*"), or
    tells a quotation itself ("she *wrote* on the wall: “It leaked”"), or if it is a phrase before or after all joined clauses and
    holds one of them ("it leaked and the crew left, *according to* Low").
    """
    verb = words.filter("scope", "is_verb").select(*KEYS, "word_start", "told").unique()
    itself = pl.col("told") & ~pl.col("type").is_in(["direct", "mixed"])
    takes = verb.join(attributions, on=["doc", "word_start"]).filter(~itself).drop("told")
    joined = words.filter("joined").select(*KEYS, at=pl.col("word_start"))
    phrases = joined.join(attributions.filter(pl.col("cue").str.contains(" ")), on="doc")
    one_side = (pl.col("at") < pl.col("word_start")).n_unique() == 1
    holds_one = pl.col("at").is_between("from_", "to", closed="left").any()
    around = phrases.filter(one_side.over(*KEYS, "attribution"), holds_one.over(*KEYS, "attribution"))
    reached = pl.concat([takes, around.select(takes.columns)]).unique([*KEYS, "attribution"], maintain_order=True)
    return reached.select(*KEYS, "attribution", *_OF_CLAIM, over=pl.lit(True))


def _is_of_author() -> pl.Expr:
    """Whether nobody is the source, or a thing is that only shows ("the tide shows that it rained"), or it is told as known."""
    seen = pl.col("cue_lemma").is_in(_SEEN) & (pl.col("type") == "direct")
    label = (pl.col("cue") == ":") & (pl.col("type") != "direct")  # "Ferries: the pier is shut"
    act = (pl.col("source") == "") & pl.col("cue_lemma").is_in(_NAMING)
    nobody = pl.col("source").str.to_lowercase().is_in(_NOBODY) | seen | label | act
    known = pl.col("cue_lemma").is_in(_KNOWING) & (pl.col("type") != "direct")
    return nobody | known | (_is_thing() & pl.col("cue_lemma").is_in(_EVIDENCE)).fill_null(False)


def _is_thing() -> pl.Expr:
    return pl.col("actor").is_null() & pl.col("source_type").is_in(["other", "none named"])


def _name_source() -> pl.Expr:
    """The actor who is the source, with whose it is ("the Courier’s Harbour Desk"), or else the phrase, which is no "its"."""
    before = pl.col("source").str.split(pl.col("actor")).list.first()
    owned = before.str.contains(r"\p{Lu}.*['’]s $") & (before != pl.col("source"))
    is_nameless = pl.col("source").str.to_lowercase().is_in(_NAMELESS)
    phrase = pl.when(~is_nameless).then(pl.col("source").str.replace(r"(?:['’]s|['’])$", ""))
    return pl.when(owned).then(pl.concat_str(before, "actor")).otherwise(pl.coalesce("actor", phrase))


def _choose_level() -> pl.Expr:
    """What the cue makes of the clause: "alleged" a charge, "expects" and "suspects" leave it open, "insisted" attributes it."""
    return (
        pl.when(_denies() & ~_is_denied()).then(pl.lit(DENIED))
        .when(_is_listed("alleged")).then(pl.lit(ALLEGED))
        .when(_is_listed("open") | _is_supposed() | pl.col("hints")).then(pl.lit(HEDGED))
        .otherwise(pl.lit(ATTRIBUTED))
    )  # fmt: skip


def _is_supposed() -> pl.Expr:
    """Whether nobody is said to think it: "it is *feared* that", "is *understood* to"."""
    return pl.col("cue_class").is_in(_FELT) & pl.col("unnamed") & ~pl.col("told") & (pl.col("source") == "")


def _is_listed(kind: str) -> pl.Expr:
    """Whether the cue is a word of this kind of the list `certainty`, as the part of speech that this asks for."""
    listed = read_list("certainty").filter(kind=kind)
    part = pl.when("is_verb").then(pl.lit("VERB")).otherwise(pl.lit("NOUN"))
    of_part = pl.concat_str("cue_lemma", part).is_in(listed.select(pl.concat_str("word", "note"))["word"].implode())
    return pl.col("cue_lemma").is_in(listed.filter(note="")["word"].implode()) | of_part


def _stands() -> pl.Expr:
    """Whether the attribution is one of the clause, and no wish, request or refusal.

    One whose word stands elsewhere attributes no clause that only describes a noun, and one that does not hold the verb must
    not stand within the clause itself ("the pier was shut when *he said* that the storm would come and take it").
    """
    of_phrase = pl.col("cue").str.contains(" ")
    plain = (pl.col("certainty") == ATTRIBUTED) & ~pl.col("described")
    reaches = pl.col("direct") | pl.col("scope") | of_phrase | plain
    act = pl.col("certainty") == ALLEGED  # "was charged", "claimed the prize"
    over = pl.col("over") & (pl.col("cue_class") != "declaring")  # "defends its pier, and it is open"
    says = ~pl.col("cue_class").is_in(_FELT) | _is_supposed()
    apart = (pl.col("told") & ~act) | of_phrase | ~pl.col("in_clause")
    of_clause = pl.when("holds").then(reaches).otherwise(says & apart & ((pl.col("held") >= HELD) | over))
    felt = (pl.col("cue_class") == "emotive") & ~pl.col("is_verb") & ~pl.col("direct")  # "happy that it rained": it did
    wished = pl.col("unreal") & (pl.col("cue_class") != "neutral")
    other = pl.col("leads") | pl.col("refuses") & _denies() | pl.col("phrasal") & ~of_phrase  # "swore her in"
    return of_clause & ~other & ~felt & ~wished & ~pl.col("asks")


def _denies() -> pl.Expr:
    return pl.col("cue_lemma").is_in(list_words("denying"))


def _is_denied() -> pl.Expr:
    return pl.col("denied").fill_null(False)
