"""Stating: which sentences state something of the event, and are no furniture of the page, piece of a sentence or bare judgement."""

from __future__ import annotations

import re

import polars as pl

from analysis.compare.certainty.scope import SUBJECTS
from analysis.compare.certainty.stated import keep_stated
from analysis.compare.omissions.bags import CONTENT, TIMES, UNSAID
from analysis.find.lists import read_list
from analysis.find.syntax import VERBS

# Words with content that a sentence must have to state something, beside verbs of saying, and of these neither names nor times.
LEAST, OF_THESE = 3, 2
_BEFORE = ("here", "it", "that", "there", "these", "this", "those", "what")
# Questions, addresses, lines of links, headings in capitals, and pieces that the parser cut: the rest of a sentence, the last words
# of a quotation and who said it, the first word of one.
_PIECES = (r"^\W*[a-z][a-z\s]", r"^[^“”\"]{0,30}[,.!?][”\"]\s*\w[^“\"]*$", r"\s[“\"]\w+[!?.]+\s*$")
_NOTHING = "|".join((r"\?\W*$|https?://|www\.|\s\|\s|^[^a-z]*$", *_PIECES))
_ENDS = r"[.!?…:;—–-][\s\"”’')\]*_]*$"


def mark_stating(
    sentences: pl.DataFrame, documents: pl.DataFrame, own: pl.DataFrame, tokens: pl.DataFrame
) -> pl.Series:
    """For each of these sentences (event, doc, start, end, place, number, sentence) whether it states something.

    `own` are the words (see `parse`) that are not left out, `tokens` all of them. What has less than LEAST words with
    content or no verb, a question mark or an address states nothing; nor do lead-ins, headings, commands and corrections (see
    `keep_stated`), calls to the reader, stamps of time and credits (the list furniture), what begins or breaks off within a
    sentence, and what only is said to be something: "This is a shame".
    """
    told = own.group_by("doc", place="sentence").agg(_tells().alias("tells"))
    listed = sentences.join(told, on=["doc", "place"], how="left", maintain_order="left")
    listed = listed.join(documents.select("doc", "text"), on="doc", how="left", maintain_order="left")
    kept = keep_stated(sentences.with_columns(statement=pl.col("number")), documents, tokens)["number"].implode()
    said = pl.col("sentence")
    is_nothing = said.str.contains(_NOTHING) | said.str.contains(_read_furniture()) | _breaks_off()
    return listed.select(pl.col("tells") & ~is_nothing & pl.col("number").is_in(kept))["tells"]


def _tells() -> pl.Expr:
    """Whether the words of a sentence are enough to state something."""
    neutral = read_list("reporting").filter(kind="neutral")["word"].implode()
    saying = pl.col("lemma").is_in(UNSAID) | ((pl.col("pos") == "VERB") & pl.col("lemma").is_in(neutral))
    says = pl.col("pos").is_in(CONTENT) & ~saying
    is_name_or_time = (pl.col("pos") == "PROPN") | pl.col("entity").is_in(TIMES)
    enough = (says.sum() >= LEAST) & ((says & ~is_name_or_time).sum() >= OF_THESE) & pl.col("pos").is_in(VERBS).any()
    subject, is_name = pl.col("dep").is_in(SUBJECTS), pl.col("entity") != ""
    is_fact = says & (pl.col("pos").is_in(["VERB", "NUM"]) | is_name)
    # "This is a shame" is said of what stands before it
    of_before = subject & pl.col("lemma").str.to_lowercase().is_in(_BEFORE)
    return enough & (is_fact.any() | (subject & (pl.col("pos") == "NOUN")).any() | ~of_before.any())


def _breaks_off() -> pl.Expr:
    """Whether the line goes on behind a sentence that has no mark at its end."""
    goes_on = pl.col("text").str.slice(pl.col("end"), 2).str.contains(r"^[ \t]*\S")
    return goes_on & ~pl.col("sentence").str.contains(_ENDS)


def _read_furniture() -> str:
    """A pattern of what the list furniture names."""
    kinds = read_list("furniture").group_by("kind").agg("word").rows()
    words = {kind: "|".join(re.escape(word).replace("'", "['’]") for word in found) for kind, found in kinds}
    begins = rf"(?i:^\W*(?:{words['begin']})(?:\W|$))"
    label = rf"^\W*(?i:{words['label']})(?::|\s+[A-Z])"
    announces = rf"(?i:^\W*(?:{words['announce']})\b)[^:]*$"  # "Here is what is known: the pier is shut" states it
    return rf"{begins}|{label}|(?i:\b(?:{words['anywhere']})\b)|{announces}"
