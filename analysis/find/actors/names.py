"""Names: where a text names someone or something, by the parser's entities, cleaned, with what it missed put back."""

from __future__ import annotations

import re

import polars as pl

from analysis.find.actors.forms import is_acronym, read_heads
from analysis.find.lists import read_list
from analysis.find.relations import begins_inside

NAMED = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "name": pl.String, "label": pl.String,
    "before": pl.String, "ahead": pl.String,
}  # fmt: skip
BRACKETS = {"doc": pl.String, "start": pl.Int64, "end": pl.Int64, "short": pl.String, "common": pl.Boolean}
LABELS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "people"}
_OPENING = re.compile(
    r"^(?:(?i:the|an?|this|that|these|those|his|her|its|our|your|my|their)|new|former|late|current|then)\s+"
)
_CLOSING = re.compile(r"\s*['’]s?$|(?:\s+(?:of|for|and|the|&|on|in))+$", re.IGNORECASE)
_EDGES = re.compile(r"^[^\w@#]+|[^\w]+$")
_SLASH = re.compile(r"\s*/\s*.*")  # of a name and the agency of a picture
_NO_NAME = re.compile(
    r"^(?:anti|pro|non|ex|neo|un|pre|post|ultra)[-‐]|^@|https?:|www\.|\.com/|^[DRIL]-(?:[A-Z]|$)|\bvs?\. "
)
# An attitude, an address, a party with a land (D-N.Y.), a case at law.
_BRACKET = re.compile(r"\(\s*(?:the\s|or\s|hereafter\s)?\s*[\"“‘']?([^\W\d_a-zß-ÿ][\w.&’'-]+)[\"”’']?\s*\)")
_LONGEST = 200  # characters of a name
_BACK = 120  # characters before a bracket in which the words it stands for are looked for
_OFTEN = 2  # mentions of a single word as a name, for it to be put back where the parser missed it


def find_names(
    documents: pl.DataFrame, tokens: pl.DataFrame, exclusions: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every name outside the exclusions, and the short names given in brackets.

    Names: doc, start, end, name (the text without article, possessive and marks around it), label (its type by the
    parser), before and ahead (the lemmas of the last word before it and of the one before that, of its sentence); in text
    order. Brackets: doc, start and end of what is named so before them, short, common (it stands for common words, as in
    "a life-saving appliance (LSA)"; there is then no start).
    """
    rows, texts = _with_before(tokens), documents.select("doc", "text")
    entities = _find_entities(rows, texts, exclusions)
    brackets = _find_brackets(texts, entities)
    named = pl.concat([entities, _recover(rows, entities, brackets, texts)])
    named = named.filter(~begins_inside(named, exclusions))
    return named.unique(["doc", "start"], keep="first", maintain_order=True).sort("doc", "start").cast(NAMED), brackets


def _find_entities(rows: pl.DataFrame, texts: pl.DataFrame, exclusions: pl.DataFrame) -> pl.DataFrame:
    runs = _join_runs(rows.filter(pl.col("entity").is_in(list(LABELS))), pl.col("entity_begins"))
    entities = _cut(_end_before(runs, exclusions), texts)
    the = pl.when(pl.col("raw").str.contains("^[Tt]he ")).then(pl.lit("the")).otherwise("before")
    label = pl.col("entity").replace_strict(LABELS, default="", return_dtype=pl.String)
    return entities.with_columns(label=label, before=the).select(NAMED.keys())


def _end_before(spans: pl.DataFrame, exclusions: pl.DataFrame) -> pl.DataFrame:
    """The spans, each ended where an excluded passage begins in it, as a link does that the parser took for the name."""
    begins = exclusions.select("doc", excluded="start").sort("excluded")
    behind = spans.with_columns(behind=pl.col("start") + 1).sort("behind")
    placed = behind.join_asof(
        begins, left_on="behind", right_on="excluded", by="doc", strategy="forward", check_sortedness=False
    )
    return placed.with_columns(end=pl.min_horizontal("end", "excluded")).sort("doc", "start").select(spans.columns)


def _with_before(tokens: pl.DataFrame) -> pl.DataFrame:
    numbered = tokens.with_columns(
        row=pl.int_range(pl.len(), dtype=pl.Int64), place=pl.struct("doc", "sentence").rle_id()
    )
    near = {
        name: pl.when(pl.col("place") == pl.col("place").shift(step))
        .then(pl.col("lemma").shift(step))
        .otherwise(pl.lit(""))
        for name, step in (("before", 1), ("ahead", 2))
    }
    return numbered.with_columns(**near)


def _join_runs(rows: pl.DataFrame, begins: pl.Expr) -> pl.DataFrame:
    """Words that belong to one name as one row."""
    return rows.group_by("doc", begins.cum_sum().alias("number"), maintain_order=True).agg(
        pl.col("start").min().cast(pl.Int64), pl.col("end").max().cast(pl.Int64), pl.col("entity", "before", "ahead").first()
    )  # fmt: skip


def _cut(spans: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The spans with the names in them, without those that hold none."""
    cut = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    raw = spans.join(texts, on="doc", how="left", maintain_order="left").select(*spans.columns, raw=cut)
    forms = raw["raw"].unique().drop_nulls().sort()
    clean = pl.DataFrame(
        {"raw": forms, "name": [clean_name(form) for form in forms]}, schema_overrides={"name": pl.String}
    )
    return raw.join(clean, on="raw", how="left", maintain_order="left").filter(pl.col("name") != "")


def clean_name(text: str) -> str:
    """The name in a text, without what stands around it; nothing where it is no name.

    >>> clean_name("the Harbour\\nBoard's"), clean_name("anti-tax")
    ('Harbour Board', '')
    """
    if len(text) > _LONGEST:
        return ""
    plain = re.sub(r"[\"“”()\[\]\u200b]", "", " ".join(text.split()))
    plain = _SLASH.sub("", plain) if " " in plain else plain
    for _ in range(3):
        plain = _EDGES.sub("", _CLOSING.sub("", _OPENING.sub("", _EDGES.sub("", plain))))
    if _NO_NAME.search(plain) or not re.search(r"[^\W\d_]", plain):
        return ""
    cased = plain.lower() != plain.upper()
    return "" if cased and plain == plain.lower() else plain


def _recover(rows: pl.DataFrame, entities: pl.DataFrame, brackets: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Proper nouns that are no entity here but the same word for word as one elsewhere, or as a short name in brackets."""
    counts = entities.group_by("name", "label").len().sort("name", "len", "label", descending=[False, True, False])
    known = counts.group_by("name", maintain_order=True).agg(pl.col("label").first(), pl.col("len").sum())
    many = known.filter((pl.col("len") >= _OFTEN) | pl.col("name").str.contains(" ")).select("name", "label")
    short = brackets.filter(~pl.col("common")).select(name="short", label=pl.lit("organisation")).unique().sort("name")
    names = pl.concat([many, short]).unique("name", keep="first", maintain_order=True)
    letters = [name.lower() for name in names["name"] if is_acronym(name) and len(name) > 2]
    proper = (pl.col("pos") == "PROPN") | ((pl.col("pos") == "NOUN") & pl.col("lemma").is_in(letters))
    title = pl.col("lemma").str.strip_chars_end(".").is_in(read_list("titles")["word"].to_list())
    free = rows.filter(pl.col("entity") == "", proper, ~title)
    runs = _cut(_join_runs(free, (pl.col("row").diff() != 1).fill_null(True)), texts)
    return runs.join(names, on="name", maintain_order="left").select(NAMED.keys())


def _find_brackets(texts: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    found = [
        (doc, at := match.start(), clean_name(match[1]), _spells_out(text[max(0, at - _BACK) : at], match[1]))
        for doc, text in texts.iter_rows()
        for match in _BRACKET.finditer(text)
    ]
    opened = pl.DataFrame(
        found, schema={"doc": pl.String, "at": pl.Int64, "short": pl.String, "common": pl.Boolean}, orient="row"
    )
    spans = named.select("doc", "start", "end", at="end").sort("doc", "at")
    placed = opened.filter(pl.col("short") != "").sort("doc", "at").join_asof(
        spans, on="at", by="doc", tolerance=2, check_sortedness=False
    )  # fmt: skip
    kept = placed.filter(pl.col("common") | pl.col("start").is_not_null())
    return kept.select(BRACKETS.keys()).cast(BRACKETS)


def _spells_out(text: str, short: str) -> bool:
    """Whether the last words of the text are common words, none of a body, that begin with the letters of the short form."""
    letters = re.sub(r"[^a-z]", "", short.lower().removesuffix("s"))
    words = re.findall(r"[^\W\d_]+", text)[-len(letters) :] if is_acronym(short) else []
    body = any(read_heads().get(word) in ("organisation", "chamber") for word in words)
    return bool(letters) and not body and "".join(word[0] for word in words) == letters
