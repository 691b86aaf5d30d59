"""Which sentences state a fact."""

from __future__ import annotations

import polars as pl

from analysis.compare.certainty.levels import KEYS
from analysis.compare.certainty.scope import SUBJECTS
from analysis.find.cues import find_imperatives
from analysis.find.syntax import read_syntax

NEAR = 0.12  # how sure an alignment must be; whether both sentences tell one claim is asked of their clauses
_CLOSED, _LEADS = r"[.!?…;,:—–-][\"”’')\]*_]*\s*$", r":[\"”’'*\s]*$"
_NOTE = (
    r"(?i)^\W*(corrections?|clarification|corrected by|editor['’]s note)\b"
    r"|\b(earlier|previous|original) version of (this|the) (article|story|post|report)\b"
    r"|^\W*(this|the) (article|story|post) (was|has been|initially|originally|previously) \w*\s?(stated|said|corrected|updated)\b"
)


def keep_stated(statements: pl.DataFrame, documents: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences that are no lead-in, heading, command or note of correction."""
    sentence = pl.col("sentence")
    is_heading = _has_own_line() & ~sentence.str.contains(_CLOSED)
    placed = statements.join(documents.select("doc", "text"), on="doc", how="left", maintain_order="left")
    kept = placed.filter(~(sentence.str.contains(_LEADS) | sentence.str.contains(_NOTE) | is_heading)).drop("text")
    return kept.join(_find_commands(statements, tokens), on=KEYS, how="anti", maintain_order="left")


def add_aligned(statements: pl.DataFrame, alignments: pl.DataFrame) -> pl.DataFrame:
    """The sentences, and with each that stands in a centre those of other reports aligned with it from NEAR on."""
    ends = [{name: pl.col(f"{name}_{side}") for name in ("doc", "start", "end", "sentence")} for side in "ab"]
    near = alignments.filter(pl.col("score") >= NEAR)
    links = pl.concat(near.select(at=one["doc"], begin=one["start"], **other) for one, other in (ends, ends[::-1]))
    centres = statements.filter("centre").select("event", "statement", "unclear", at="doc", begin="start")
    more = centres.join(links, on=["at", "begin"]).with_columns(centre=pl.lit(False)).select(statements.columns)
    return pl.concat([statements, more]).unique(KEYS, keep="first", maintain_order=True).sort(KEYS)


def add_repeats(statements: pl.DataFrame) -> pl.DataFrame:
    """The sentences, and with each that stands in the centre of a statement of its own what its article says there again."""
    own = ["event", "own", "doc"]
    others = statements.rename({"statement": "own"}).filter(~pl.col("centre"))
    centres = statements.filter("centre").select("event", "doc", "start", own="statement")
    members = statements.join(centres, on=["event", "doc", "start"]).filter(pl.col("statement") != pl.col("own"))
    again = members.select("statement", *own).join(others, on=own).select(statements.columns)
    return pl.concat([statements, again]).unique(KEYS, keep="first", maintain_order=True).sort(KEYS)


def _has_own_line() -> pl.Expr:
    """Whether nothing else stands in the lines of the sentence."""
    sentence, text = pl.col("sentence"), pl.col("text")
    before = text.str.slice(pl.max_horizontal(pl.col("start") - 1, 0), pl.min_horizontal("start", 1))
    after = pl.concat_str(sentence.str.extract(r"(\s*)$"), text.str.slice(pl.col("end"), 3))
    return before.is_in(["", "\n"]) & (after.str.contains(r"^[ \t]*\n") | (after.str.strip_chars() == ""))


def _find_commands(statements: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences whose main verb is a command; one with a subject is none but after a colon: "Citizens: vote"."""
    syntax = read_syntax(tokens)
    subjects = pl.Series(syntax.above(syntax.having(dep=SUBJECTS)))
    verbs = tokens.with_columns(pl.col("start").cast(pl.Int64), has_subject=subjects).filter(dep="ROOT").join(
        find_imperatives(tokens), on=["doc", "start"], how="semi"
    )  # fmt: skip
    return statements.join(verbs.select("doc", "has_subject", verb="start"), on="doc").filter(
        pl.col("verb").is_between("start", "end", closed="left"),
        ~pl.col("has_subject") | pl.col("sentence").str.contains(":"),
    )
