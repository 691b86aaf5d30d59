"""Stated: the claims that are compared, each with what makes two comparable, when it was published, and its sentence."""

from __future__ import annotations

import polars as pl

from analysis.compare.discrepancies.places import add_within, read_path
from analysis.find.claims.times.ways import words_of
from analysis.find.claims.values import EXACT
from analysis.find.lists import read_list

DAY, TIME, DURATION, AGE, COUNT, MONEY, PERCENT, UNIT, LAW = (
    "date", "time", "duration", "age", "count", "money", "percent", "unit", "law",
)  # fmt: skip
PLACE, PERSON, ROLE, EMPLOYER = "place", "person", "role", "employer"
NUMBERS = (DAY, TIME, DURATION, AGE, COUNT, MONEY, PERCENT, UNIT)
OWNED = (AGE, ROLE, EMPLOYER)
KINDS = (*NUMBERS, LAW, PLACE, PERSON, ROLE, EMPLOYER)
AMOUNTS = (COUNT, MONEY, PERCENT, UNIT)
BY_UNIT = (MONEY, UNIT, LAW)  # of which only values in the same unit are compared
_LAND = "region|province|oblast|county|state|republic|prefecture|valley|country"
REGION = rf"(?i)\b(?:{_LAND})\b"  # a town and the region that bears its name are two
WIDER = rf"(?i)\b(?:{_LAND}|district|area|territory|coast)\b"
_RUNS = (  # of what goes on while it is reported
    r"(?i)\b(?:so far|by now|until now|as of|up to (?:now|today|\p{L}+day)|now|already|since|still|at least|latest|known to"
    r"|rise[ns]?|rose|rising|climb\w*|gr[eo]wn?|growing|toll|bod(?:y|ies)|die[ds]?|dead|deaths?|kill\w*|fatalit\w+|casualt\w+"
    r"|injured|wounded|missing|evacuated|displaced|infected"
    r"|by (?:this |\p{L}+day )?(?:morning|noon|midday|afternoon|evening|night|midnight))\b"
)
_WHOLE = (
    r"(?i)\b(?:in all|in total|altogether|overall|across|throughout|whole|entire|nationwide|countrywide|all over|countr(?:y|ies)"
    r"|combined|together|nation|national|which includes?|(?:state|federal) and local"
    r"|or (?:missing|wounded|injured|damaged|\p{L}+ed))\b"
)
_PART_BEHIND = (
    r"(?i)^\s*(?:(?:of (?:them|whom|those|these|which)|others?|more|additional|further|extra)\b"
    r"|(?:\p{L}+\s){0,2}other\b|\p{L}+s (?:more|extra)\b)"
)
_PART_BEFORE = r"(?i)\b(?:(?:an)?other|additional|further|extra)\s*$"
NEAR, BESIDE = 60, 16  # characters before and after a value
_WAYS = {"since": "from", "after": "from", "until": "to", "by": "to", "before": "to"}
_SPEECH = "speech"
_OVER = r"(?i)^over\s"
_LASTS = (  # before "over two days" that tell of more than two
    r"(?i)\b(?:for|in|by|is|was|were|are|been|last\w*|need\w*|require\w*|sp[ae]n[dt]?\w*|takes?|took|taken|taking|wait\w*)\s+(?:\p{L}+\s+)?$"
)
_THEN_BEFORE = (  # an age of another time
    r"(?i)\b(?:(?:when|while|since|after)\b[^,.;]{0,30}\b(?:was|were|turned)\b(?: (?:an?|only|just|about|still|aged?))*\s+"
    r"|then[ -]+)$"
)
_FORMER = r"(?i)\b(?:former(?:ly)?|ex|previous(?:ly)?|once|retired|then)\b[^,.;]{0,20}$"
_SERVED = (
    r"(?i)\b(?:served as|used to (?:be|work|serve)"
    r"|(?:left|leaving|quit) (?:his|her|their|the) (?:post|position|job|role) as)\b[^,.;]{0,30}$"
)
_HAS_SERVED = r"(?i)(?:\bhas|\bhave|['’]s|['’]ve) (?:\p{L}+ )?served as\b[^,.;]{0,30}$"
_ENDED = (
    r"(?i)^[^,.;]{0,30}\b(?:until (?:\p{L}+ )?\d{4}|from \d{4} (?:to|until|through) \d{4}|between \d{4} and \d{4})\b"
)
_FORMERLY = r"(?i)^(?:former|ex|then|previous|retired)\b"
_UPDATED = r"(?i)(?:^|[|.] *)(?:last )?updated?:?\b[^;.]{0,30}$"  # of the time of a report, not of what it tells
_ZONE = r"(?i)^,?\s*\(?(local|GMT|UTC|BST|CES?T|[ECMP][SD]?T|Eastern|Central|Mountain|Pacific|\p{L}+ time)\b"
NOW = r"(?i)\b(?:now|today),?\s+(?:aged?\s+)?$"
_AND_ANOTHER = r"(?i)^age[ds] \d+(?:, \d+)* and \d+\b"  # "aged 50 and 54"
_THEN_BEHIND = r"(?i)^\s*(?:years? old )?(?:when|at the time)\b"


def read_stated(claims: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The claims of documents with an event, numbered by `number`: the columns of the claims and more.

    Who only says something, when and where, is left out, as is a number of those who say it, the age that somebody had at
    another time, a former post, and the hour of a report. kind: a weekday is a date (`weekday` says that it was one); measure:
    of what two may be compared; way: the slot, where "since" and "after" are one; runs and whole: whether a word near it tells
    of what goes on, and of a whole; part: whether an amount is told as a part or beside others; sex: of which the people
    beside the value are; served: whether a post is told as held once; zone: of an hour, as far as it is named; path and
    within: which way it is told of a place, and where that lies (see `places`); event, outlet, group, published (a day);
    place: the number of the sentence; docs: all articles with this very sentence.
    """
    told = documents.filter(pl.col("event").is_not_null()).select(
        "doc", "event", "outlet", "group", published=_read_days(documents)
    )
    kind, minute = pl.col("kind").replace("weekday", DAY), pl.col("value").str.starts_with("minute")
    unit = pl.when(kind.is_in(BY_UNIT)).then("unit").when(minute).then(pl.lit("minute")).otherwise(pl.lit(""))
    stated = claims.filter(pl.col("sentence_text").is_not_null()).with_columns(
        kind=kind,
        weekday=pl.col("kind") == "weekday",
        way=pl.col("slot").replace(_WAYS),
        measure=pl.concat_str(kind, unit, separator=" ").str.strip_chars(),
        told=_is_telling(kind) | _is_past_age() | _is_former_post() | _is_of_report(),
        runs=_is_near(_RUNS),
        whole=_is_near(_WHOLE),
        part=_is_part(),
        path=read_path(),
        sex=_tell_sex(),
        served=_is_served(),
        zone=_read_zone(),
    )
    stated = stated.filter(~pl.col("told")).drop("told").with_columns(_read_course()).join(told, on="doc")
    single = _merge_copies(stated).sort("event", "doc", "start", "end", "kind", "value")
    place = (pl.struct("doc", "sentence_start").rank("dense") - 1).cast(pl.Int64)
    return add_within(single).with_columns(place=place, number=pl.int_range(pl.len(), dtype=pl.Int64))


def _merge_copies(stated: pl.DataFrame) -> pl.DataFrame:
    """Of statements that articles of an event have in the same sentence the one published first, with all their `docs`."""
    place = pl.col("start") - pl.col("sentence_start")
    keyed = stated.with_columns(_place=place).sort("published", "doc", "start", nulls_last=True)
    key = ["event", "sentence_text", "_place", "kind", "value", "low", "high"]
    docs = keyed.group_by(key).agg(docs=pl.col("doc").unique().sort())
    single = keyed.unique(key, keep="first", maintain_order=True)
    return single.join(docs, on=key, how="left", nulls_equal=True).drop("_place")


def _is_telling(kind: pl.Expr) -> pl.Expr:
    """Whether it is only who says something, how many do, or when and where it is said; not what is repeated, set or written."""
    who = (kind == PERSON) & (pl.col("slot") == "agent")
    said = (pl.col("patient") == "") | pl.col("verb").is_in(words_of("saying"))
    when = kind.is_in([DAY, TIME, PLACE]) & pl.col("slot").is_in(["when", "where"]) & said
    many = (kind == COUNT) & (pl.col("slot") != "patient")
    return (who | when | many) & (pl.col("deed") == _SPEECH)


def _is_of_report() -> pl.Expr:
    before = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start"))
    return (pl.col("kind") == TIME) & before.str.contains(_UPDATED)


def _read_zone() -> pl.Expr:
    """The zone behind an hour, in small letters: "local", "edt"."""
    behind = pl.col("sentence_text").str.slice(pl.col("end") - pl.col("sentence_start"))
    return pl.when(pl.col("kind") == TIME).then(behind.str.extract(_ZONE).str.to_lowercase())


def _is_near(words: str, reach: int = NEAR) -> pl.Expr:
    """Whether one of these words stands within so many characters of the value."""
    start, end = pl.col("start") - pl.col("sentence_start"), pl.col("end") - pl.col("sentence_start")
    first = (start - reach).clip(0)
    return pl.col("sentence_text").str.slice(first, end + reach - first).str.contains(words)


def _tell_sex() -> pl.Expr:
    """Of which sex the words right beside the value are, null where they are of none or both."""
    kinds = {sex: read_list("contrasts").filter(kind=f"sex {sex}")["word"] for sex in ("female", "male")}
    female, male = (_is_near(rf"(?i)\b(?:{'|'.join(words)})\b", BESIDE) for words in kinds.values())
    return pl.when(female & ~male).then(pl.lit("female")).when(male & ~female).then(pl.lit("male"))


def _is_part() -> pl.Expr:
    """Whether an amount is told as a part, or beside others: "two of them", "three other visitors", "another 5 euros"."""
    before = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start"))
    behind = pl.col("sentence_text").str.slice(pl.col("end") - pl.col("sentence_start"))
    said = (
        behind.str.contains(_PART_BEHIND)
        | before.str.contains(_PART_BEFORE)
        | pl.col("text").str.contains(r"(?i)\bother|\badditional|\bfurther")
    )
    return pl.col("kind").is_in([COUNT, MONEY, UNIT]) & said


def _is_past_age() -> pl.Expr:
    """Whether an age is told of another time, "was seven when she learned to swim", or with those of others."""
    before = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start"))
    behind = pl.col("sentence_text").str.slice(pl.col("end") - pl.col("sentence_start"))
    several = pl.concat_str("text", behind).str.contains(_AND_ANOTHER)
    return (pl.col("kind") == AGE) & (before.str.contains(_THEN_BEFORE) | behind.str.contains(_THEN_BEHIND) | several)


def _is_former_post() -> pl.Expr:
    before = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start"))
    said = before.str.contains(_FORMER) | pl.col("text").str.contains(_FORMERLY)
    return pl.col("kind").is_in([ROLE, EMPLOYER]) & said


def _is_served() -> pl.Expr:
    """Whether a post is told as held once: "served as mayor", "mayor until 2012"."""
    before = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start"))
    behind = pl.col("sentence_text").str.slice(pl.col("end") - pl.col("sentence_start"))
    return (before.str.contains(_SERVED) & ~before.str.contains(_HAS_SERVED)) | behind.str.contains(_ENDED)


def _read_course() -> list[pl.Expr]:
    """Limit and bound, where "over two days" tells in the course of what time something was done."""
    lasts = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start")).str.contains(_LASTS)
    course = (pl.col("kind") == DURATION) & pl.col("text").str.contains(_OVER) & (pl.col("verb") != "") & ~lasts
    return [
        pl.when(course).then("low").otherwise("high").alias("high"),
        pl.when(course).then(pl.lit(EXACT)).otherwise("bound").alias("bound"),
    ]


def _read_days(documents: pl.DataFrame) -> pl.Expr:
    """The day of publication where the whole date is given."""
    if "date" not in documents.columns:
        return pl.lit(None, pl.Date)
    return pl.col("date").cast(pl.String).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)


def pair_up(pairs: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """The pairs a, b of numbers, with the columns of either statement, ending in _a and _b."""
    for side in "ab":
        own = stated.select(pl.all().name.suffix(f"_{side}"))
        pairs = pairs.join(own, left_on=side, right_on=f"number_{side}", maintain_order="left")
    return pairs
