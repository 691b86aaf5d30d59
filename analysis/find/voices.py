"""Voices: in whose voice a word stands: the author's, quoted (in quotation marks) or attributed (told as said by another)."""

from __future__ import annotations

import polars as pl

SPOKEN = ("author", "quoted", "attributed")
VOICES = {"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "voice": pl.String}
_REPORTED = ("mixed", "indirect")


def find_voices(marks: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """The spans that are not in the author's voice, parted and in text order: doc, start, end, voice.

    `marks` are all spans in quotation marks (`find_marks`), `quotes` tells their types (`find_quotes`). A span in marks
    is `quoted`, unless it is a title; the rest of what others are told to claim is `attributed`.

    >>> marks = pl.DataFrame({"doc": ["a"], "start": [10], "end": [20]})
    >>> quotes = pl.DataFrame({"doc": ["a"], "start": [5], "end": [30], "type": ["mixed"], "claim": [True]})
    >>> find_voices(marks, quotes).select("start", "end", "voice").rows()
    [(5, 10, 'attributed'), (10, 20, 'quoted'), (20, 30, 'attributed')]
    """
    spans = ["doc", pl.col("start", "end").cast(pl.Int64)]
    titles = quotes.filter(type="title").select(spans)
    quoted = marks.select(spans).join(titles, on=["doc", "start", "end"], how="anti").with_columns(quoted=1, told=0)
    told = quotes.filter(pl.col("type").is_in(_REPORTED), "claim").select(spans).with_columns(quoted=0, told=1)
    both = pl.concat([quoted, told])
    change = pl.col("quoted", "told")
    edges = pl.concat(
        [both.select("doc", change, at="start"), both.select("doc", -change, at="end")]
    ).group_by("doc", "at").agg(change.sum()).sort("doc", "at")  # fmt: skip
    pieces = edges.with_columns(
        pl.col("quoted").cum_sum().over("doc"), pl.col("told").cum_sum().over("doc"), end=pl.col("at").shift(-1).over("doc")
    )  # fmt: skip
    voice = pl.when(pl.col("quoted") > 0).then(pl.lit("quoted")).when(pl.col("told") > 0).then(pl.lit("attributed"))
    spoken = pieces.select("doc", start="at", end="end", voice=voice).filter(pl.col("voice").is_not_null())
    return spoken.cast(VOICES)


def tell_voice(rows: pl.DataFrame, voices: pl.DataFrame) -> pl.Series:
    """For each row (doc, start) the voice in which it begins.

    >>> rows = pl.DataFrame({"doc": ["a", "a"], "start": [3, 12]})
    >>> tell_voice(rows, pl.DataFrame({"doc": ["a"], "start": [10], "end": [20], "voice": ["quoted"]})).to_list()
    ['author', 'quoted']
    """
    spans = voices.select("doc", pl.col("start", "end").cast(pl.Int64), "voice").sort("doc", "start")
    placed = rows.select("doc", pl.col("start").cast(pl.Int64)).with_row_index("_row").sort("doc", "start")
    found = placed.join_asof(spans, on="start", by="doc", check_sortedness=False).sort("_row")
    # the asof join keeps the place of the row under the name of both
    inside = (placed.sort("_row")["start"] < found["end"]).fill_null(False)
    return found.select(pl.when(inside).then("voice").otherwise(pl.lit("author")).alias("voice"))["voice"]
