"""Timeline: what the reports of an event date, on one axis, and quantities that grew from one report to the next."""

from __future__ import annotations

import polars as pl

from analysis.compare.published import place_documents

TIMELINE = {
    "event": pl.String, "entry": pl.Int64, "date": pl.String, "low": pl.Float64, "high": pl.Float64, "about": pl.String,
    "carriers": pl.Int64, "outlets": pl.String, "groups": pl.String, "doc": pl.String, "outlet": pl.String,
    "group": pl.String, "published": pl.String, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "denied": pl.Boolean,
    "source": pl.String, "sentence": pl.String,
}  # fmt: skip
UPDATES = {
    "event": pl.String, "update": pl.Int64, "about": pl.String, "unit": pl.String, "published": pl.String, "doc": pl.String,
    "outlet": pl.String, "group": pl.String, "value": pl.String, "low": pl.Float64, "high": pl.Float64, "bound": pl.String,
    "latest": pl.Boolean, "corrected": pl.Boolean, "never_corrected": pl.String, "start": pl.Int64, "end": pl.Int64,
    "text": pl.String, "sentence": pl.String,
}  # fmt: skip
WITHIN = 31  # days from one report to the next in which a count may run on
_PERSON, _PEOPLE = "person", ("", "person", "people", "other")  # what is counted where only persons are said to be
_STATES = ("", "be", "have", "say")  # acts that do not tell what a quantity is about
_SLOTS = {"how many": "patient"}  # "the number of people killed is *57*": it is people that are killed
_THING = ("event", "unit", "act", "slot", "thing")


def compare_timeline(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The dated statements of all reports of each event on one axis: the columns of TIMELINE, in the order of their days.

    `claims` is as `find_claims` gives it, `documents` has doc, event, outlet, group and date. An entry is one date (low and
    high, its first and last day since 1970-01-01) of one act, however many reports carry it; each of its sentences has a
    row, and the entry's number, about (act and who or what it is about), carriers, outlets and groups are told with each.
    What names no act, as a dateline does, is left out, and so are reports without an event.
    """
    dated = claims.filter((pl.col("kind") == "date") & pl.col("low").is_not_null() & (pl.col("act") != ""))
    entry = ["event", "low", "high", "act"]
    told = dated.join(_list_reports(documents), on="doc").sort(*entry, "order", "start")
    once = told.unique([*entry, "doc", "sentence_start"], keep="first", maintain_order=True)
    names = {
        f"{name}s": pl.col(name).unique(maintain_order=True).str.join("; ").over(entry) for name in ("outlet", "group")
    }
    number = pl.struct(entry).rle_id().over("event").cast(pl.Int64) + 1
    table = once.with_columns(
        about=_describe().first().over(entry),
        carriers=pl.col("doc").n_unique().over(entry),
        **names,
        entry=number,
    )
    source = pl.when(pl.col("source") != "").then("source")
    named = table.drop("sentence").rename({"value": "date", "sentence_text": "sentence"}).with_columns(source=source)
    return named.select(TIMELINE.keys()).cast(TIMELINE)


def compare_updates(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The quantities that grew from report to report: the columns of UPDATES, a row for each report that tells one.

    A quantity is a count of what an act is done to, or by, in one event: the same unit, place in the act and thing counted
    ("12 people" and "38 of them" are persons). Of a report the first sentence counts that tells one of any such thing, and
    in it the largest. It is an update where reports surely published one after the other never tell less, and one at most
    WITHIN days after another tells more than the words of that allow; what shrinks and grows is none.

    latest: the row has the value of the last report, or more. corrected: whether its outlet tells that in a later report of
    this corpus, null for the latest and where the order is not known; never_corrected names the outlets that do not.
    Histories are in the order of publication, unknown dates last.
    """
    told = claims.filter(
        (pl.col("kind") == "count") & pl.col("low").is_not_null() & ~pl.col("act").is_in(_STATES)
        & ~pl.col("denied") & ~pl.col("possible")
    ).join(_list_reports(documents), on="doc").with_columns(thing=_tell_thing(), slot=pl.col("slot").replace(_SLOTS))  # fmt: skip
    begins = pl.col("sentence_start").min().over(*_THING[:-1], "doc")
    first = told.filter(pl.col("sentence_start") == begins)
    largest = first.sort(*_THING, "order", "low", "start", descending=[False] * 6 + [True, False])
    one_each = largest.unique([*_THING, "doc"], keep="first", maintain_order=True)
    grown = one_each.filter(pl.col("low").n_unique().over(_THING) > 1)
    histories = [_follow(history) for _, history in grown.group_by(_THING, maintain_order=True) if _is_growing(history)]
    if not histories:
        return pl.DataFrame(schema=UPDATES)
    table = pl.concat(histories).drop("sentence").rename({"sentence_text": "sentence"})
    number = pl.struct(_THING).rle_id().over("event").cast(pl.Int64) + 1
    return table.with_columns(update=number).select(UPDATES.keys()).cast(UPDATES)


def _list_reports(documents: pl.DataFrame) -> pl.DataFrame:
    """The reports of events: doc, event, outlet, group, published, order, first and last day."""
    told = documents.filter(pl.col("event").is_not_null()).select("doc", "event", "outlet", "group", published="date")
    days = place_documents(documents)
    return told.with_columns(order=pl.int_range(pl.len(), dtype=pl.Int64)).join(days, on="doc", maintain_order="left")


def _describe() -> pl.Expr:
    """The act with what it is done to, or else with who does it."""
    whom = pl.when(pl.col("patient") != "").then("patient").when(pl.col("agent") != "").then("agent").otherwise("of")
    return pl.concat_str(pl.col("act"), whom.fill_null(""), separator=" ").str.strip_chars()


def _tell_thing() -> pl.Expr:
    thing = pl.col("counted").fill_null("")
    return pl.when((pl.col("unit") == _PERSON) & thing.is_in(_PEOPLE)).then(pl.lit("")).otherwise(thing)


# --- histories ------------------------------------------------------------------------------------------------------


def _is_growing(history: pl.DataFrame) -> bool:
    """Whether later reports never tell less than earlier ones, and one of them tells more."""
    dated = history.drop_nulls("first").select("first", "last", "low", most=pl.coalesce("high", "low"))
    rows = dated.rows()
    pairs = [(earlier, later) for earlier in rows for later in rows if earlier[1] < later[0]]
    grows = any(later[2] > earlier[3] and later[0] - earlier[1] <= WITHIN for earlier, later in pairs)
    return grows and all(later[3] >= earlier[2] for earlier, later in pairs)


def _follow(history: pl.DataFrame) -> pl.DataFrame:
    """A history in the order of publication, with what became of each value."""
    ordered = history.sort("first", "last", "order", nulls_last=True)
    last = ordered.drop_nulls("first").sort("first", "last", "low", "order").row(-1, named=True)
    latest = pl.col("low") >= last["low"]
    reached = (
        ordered.filter(latest)
        .group_by("outlet")
        .agg(reached=pl.col("first").max(), perhaps=pl.col("last").max(), undated=pl.col("last").null_count() > 0)
    )
    older = ~latest & (pl.col("last") < last["first"])
    unsure = pl.col("undated") | (pl.col("perhaps") > pl.col("last"))
    corrected = (
        pl.when(older & (pl.col("reached") > pl.col("last")))
        .then(True)
        .when(older & ~unsure.fill_null(False))
        .then(False)
    )
    table = ordered.join(reached, on="outlet", how="left", maintain_order="left").with_columns(
        latest=latest, corrected=corrected, about=_describe().first()
    )
    never = table.filter(pl.col("corrected").not_().fill_null(False))["outlet"].unique(maintain_order=True)
    return table.with_columns(never_corrected=pl.lit("; ".join(never)))
