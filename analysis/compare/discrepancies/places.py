"""Places: which way something is told of a place, and what the articles of an event say that it lies in."""

from __future__ import annotations

from functools import cache

import polars as pl

from analysis.find.claims.names.places import AND
from analysis.find.references.phrases import read_countries

PASSING, LEAVING, REACHING, BEING = "over", "from", "to", "at"
_PATHS = {
    **dict.fromkeys(["over", "above", "through", "past", "via"], PASSING),
    **dict.fromkeys(["from", "out of"], LEAVING),
    **dict.fromkeys(["to", "into", "toward", "towards", "onto"], REACHING),
    **dict.fromkeys(
        ["in", "at", "on", "near", "off", "of", "outside", "inside", "within", "around", "along", "across"], BEING
    ),
}
_LAST = rf"(?i)^.*\b({'|'.join(sorted(_PATHS, key=len, reverse=True))})\b[^,.;:()]*$"
_CLOSE = r"(?i)\b(?:close|next) to\b"


@cache
def find_land(name: str) -> str:
    """The country or land that a name is of, "" for none.

    >>> find_land("the UK"), find_land("Merrow")
    ('United Kingdom', '')
    """
    return read_countries().get(name.lower().removeprefix("the "), "")


def read_path() -> pl.Expr:
    """Which way the words before a value lead: PASSING, LEAVING, REACHING, or else BEING.

    The preposition nearest before it counts; "of" leaves the way of the one before: "over the north of Osh".
    """
    before = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start"))
    near = (
        before.str.extract(r"([^,.;:()]*)$").str.replace(r"(?i)\bof\s+(?:the\s+)?$", "").str.replace_all(_CLOSE, "near")
    )
    found = pl.coalesce(near.str.extract(_LAST), before.str.extract(_LAST)).str.to_lowercase()
    return found.replace_strict(_PATHS, default=BEING, return_dtype=pl.String).fill_null(BEING)


def add_within(stated: pl.DataFrame) -> pl.DataFrame:
    """The statements with `within`: the places, in small letters, in which any article of the event says that the value lies,
    or in which these lie."""
    said = stated.filter(pl.col("kind") == "place").select(
        "event",
        value=pl.col("value").str.to_lowercase(),
        holder=pl.col("unit").str.to_lowercase().str.split(AND),
    )
    holders = said.explode("holder").drop_nulls().filter(pl.col("holder") != "").unique()
    wider = holders.join(holders.rename({"value": "holder", "holder": "wider"}), on=["event", "holder"])
    both = pl.concat([holders, wider.select("event", "value", holder="wider")])
    within = both.group_by("event", "value").agg(within=pl.col("holder").unique().sort())
    keyed = stated.with_columns(_value=pl.col("value").str.to_lowercase())
    return keyed.join(
        within, left_on=["event", "_value"], right_on=["event", "value"], how="left", maintain_order="left"
    ).drop("_value")
