"""Evidence: for every number the sentences it was counted in, marked, on pages that need no network."""

from __future__ import annotations

import hashlib
import re
from html import escape
from pathlib import Path

import polars as pl

from analysis.compare.counts import VOICES
from analysis.compare.estimates import REST
from analysis.corpus.files import write_whole
from analysis.find.cues import match_words
from analysis.find.lexicons import Lexicon
from analysis.find.material import Material
from analysis.find.parsing import locate_sentences
from analysis.find.sketch import Sketch
from analysis.report.layout import page

LONGEST = 40  # characters of a name that stand in an address
SHOWN = 30  # sentences of one item on a page; the table has all
EVIDENCE = {
    "item": pl.String, "group": pl.String, "voice": pl.String, "outlet": pl.String, "doc": pl.String, "start": pl.Int64,
    "end": pl.Int64, "hit": pl.String, "sentence_start": pl.Int64, "sentence_end": pl.Int64, "sentence": pl.String,
}  # fmt: skip
SUREST = 50  # terms of a side of a contrast and a voice that a page lists
OF_TERMS = (
    "term", "group", "log_ratio", "low", "high", "q", "hits_a", "hits_b", "docs_a", "docs_b", "group_a", "group_b", "voice",
)  # fmt: skip


def anchor(*parts: str) -> str:
    """The place of an item on its evidence page, or the name of its file; no two items have the same.

    Letters and figures of any script and hyphens stay, a space is `+`; what would lose anything else, or is long, is
    told apart by a digest.

    >>> anchor("the kyrgyz regime", "advocacy", "author"), anchor("long-term"), anchor("Osh/2025")
    ('the+kyrgyz+regime.advocacy.author', 'long-term', 'osh+2025~b9a7e3f9')
    """
    return ".".join(_anchor_part(part) for part in parts)


def _anchor_part(part: str) -> str:
    if len(part) <= LONGEST and part == part.lower() and re.fullmatch(r"[\w-]+(?: [\w-]+)*", part):
        return part.replace(" ", "+")
    kept = re.sub(r"[^\w-]+", "+", part.lower())[:LONGEST].strip("+")
    return f"{kept}~{hashlib.blake2b(part.encode(), digest_size=4).hexdigest()}"


def link(name: str, *parts: str) -> str:
    """The address of an item's sentences from a page of the report: item, group, voice, or less.

    A contrast with all others leads to the item's sentences in every group.

    >>> link("terms", "rain", "news", "author"), link("terms", "rain", "all others", "author")
    ('evidence/terms.html#rain.news.author', 'evidence/terms.html#rain')
    """
    item, *places = parts
    return f"evidence/{anchor(name)}.html#{anchor(item, *([] if REST in places else places))}"


def find_evidence(hits: pl.DataFrame, material: Material, tokens: pl.DataFrame, quoted: str) -> pl.DataFrame:
    """The sentences of these hits (item, voice, doc, start, end) in the voices that are counted: the columns of EVIDENCE."""
    voices = VOICES[quoted]
    heard = hits.with_columns(voice=pl.lit("all")) if voices == ("all",) else hits.filter(pl.col("voice").is_in(voices))
    located = locate_sentences(heard, material.documents, tokens)
    placed = located.join(material.documents.select("doc", "group", "outlet", "text"), on="doc")
    cut = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    table = placed.with_columns(hit=cut).select(EVIDENCE.keys()).cast(EVIDENCE)
    return table.sort("item", "group", "voice", "doc", "start")


def find_term_evidence(keyness: pl.DataFrame, material: Material, tokens: pl.DataFrame, quoted: str) -> pl.DataFrame:
    """The sentences of the terms of a keyness table, item the term."""
    terms = keyness["term"].unique(maintain_order=True)
    cues = pl.DataFrame({"cue": range(len(terms)), "pattern": terms}, schema={"cue": pl.UInt32, "pattern": pl.String})
    hits = match_words(material.words, cues).join(cues, on="cue").rename({"pattern": "item"})
    return find_evidence(hits, material, tokens, quoted)


def list_terms(keyness: pl.DataFrame, alpha: float) -> pl.DataFrame:
    """The SUREST terms of each side, contrast and voice of a keyness table, those that hold first: the columns OF_TERMS."""
    holds = (pl.col("q") < alpha).fill_null(False)
    ordered = keyness.sort(holds, descending=True, maintain_order=True)
    place = pl.int_range(pl.len()).over("group_a", "group_b", "voice", "group")
    return ordered.filter(place < SUREST).select(OF_TERMS)


def find_collocate_evidence(sketch: Sketch, material: Material, tokens: pl.DataFrame, quoted: str) -> pl.DataFrame:
    """The sentences of what is told of a target, item the relation and the word."""
    named = sketch.collocates.with_columns(item=pl.concat_str("relation", "collocate", separator=": "))
    return find_evidence(named, material, tokens, quoted)


def link_collocates(collocates: pl.DataFrame) -> pl.Series:
    """The address of the sentences behind each row of a table of collocates."""
    items = collocates.select("relation", "collocate").iter_rows()
    return pl.Series([link("collocates", f"{relation}: {word}") for relation, word in items], dtype=pl.String)


def find_passage_evidence(passages: pl.DataFrame, material: Material, tokens: pl.DataFrame) -> pl.DataFrame:
    """The sentences of shared passages in both articles, item the pair."""
    pair = pl.concat_str("doc_a", "doc_b", separator=" and ")
    sides = [
        passages.select(item=pair, voice=pl.lit("all"), doc=f"doc_{side}", start=f"start_{side}", end=f"end_{side}")
        for side in "ab"
    ]
    return find_evidence(pl.concat(sides), material, tokens, "in")


def find_cue_evidence(
    cues: pl.DataFrame, material: Material, tokens: pl.DataFrame, quoted: str
) -> dict[str, pl.DataFrame]:
    """The sentences of cues by lexicon, item the category."""
    parts = cues.with_columns(item=pl.col("category")).partition_by("lexicon", as_dict=True)
    return {lexicon: find_evidence(hits, material, tokens, quoted) for (lexicon,), hits in parts.items()}


def write_term_evidence(keyness: pl.DataFrame, material: Material, tokens: pl.DataFrame, quoted: str, out: str) -> None:
    """Writes the page and the table of the sentences of the terms of a keyness table."""
    found = find_term_evidence(keyness, material, tokens, quoted)
    write_evidence("terms", found, "The sentences of the terms that set the groups apart most surely.", out)


def write_collocate_evidence(sketch: Sketch, material: Material, tokens: pl.DataFrame, quoted: str, out: str) -> None:
    """Writes the page and the table of the sentences of what is told of a target."""
    found = find_collocate_evidence(sketch, material, tokens, quoted)
    write_evidence("collocates", found, f"The sentences of what is told of {sketch.target}.", out)


def write_passage_evidence(passages: pl.DataFrame, material: Material, tokens: pl.DataFrame, out: str) -> None:
    """Writes the page and the table of the sentences of shared passages."""
    found = find_passage_evidence(passages, material, tokens)
    write_evidence("passages", found, "Passages that two articles of one event share, in both.", out)


def write_cue_evidence(
    cues: pl.DataFrame, lexicons: list[Lexicon], material: Material, tokens: pl.DataFrame, quoted: str, out: str
) -> None:
    """Writes the page and the table of the sentences of each lexicon, also of one without a hit."""
    evidence = find_cue_evidence(cues, material, tokens, quoted)
    for lexicon in lexicons:
        rows = evidence.get(lexicon.name, pl.DataFrame(schema=EVIDENCE))
        write_evidence(lexicon.name, rows, f"{lexicon.title}. {lexicon.about}", out)


def write_evidence(name: str, evidence: pl.DataFrame, about: str, out: str) -> Path:
    """Writes the page of these sentences to evidence/`name`.html and all of them to tables/evidence_`name`.csv."""
    path = Path(out) / "evidence" / f"{anchor(name)}.html"
    parts = [_item(str(item), rows) for (item,), rows in evidence.group_by("item", maintain_order=True)]
    body = f"<h1>Sentences: {escape(name)}</h1><p>{escape(about)}</p>" + "".join(parts or ["<p>No hit.</p>"])
    with write_whole(path) as part:
        part.write_text(page(f"Sentences: {name}", body, depth=1), encoding="utf-8")
    with write_whole(Path(out) / "tables" / f"evidence_{anchor(name).replace('-', '_')}.csv") as part:
        evidence.write_csv(part)
    return path


def _item(item: str, rows: pl.DataFrame) -> str:
    sections = [_section(key, part) for key, part in rows.group_by("group", "voice", maintain_order=True)]
    return f'<div id="{anchor(item)}">{"".join(sections)}</div>'


def _section(key: tuple, rows: pl.DataFrame) -> str:
    item, (group, voice) = rows["item"][0], (str(part) for part in key)
    more = f" <small>first {SHOWN} of {rows.height}; the table has all</small>" if rows.height > SHOWN else ""
    head = f'<h2 id="{anchor(item, group, voice)}">{escape(item)} · {escape(group)} · {escape(voice)} voice · {rows.height}</h2>{more}'
    items = "".join(_sentence(row) for row in rows.head(SHOWN).iter_rows(named=True))
    return f"<section>{head}<ul class='sentences'>{items}</ul></section>"


def _sentence(row: dict) -> str:
    """One sentence as the text has it, the hit marked, with the way to its place in the whole text."""
    text, at = (row["hit"], row["start"]) if row["sentence"] is None else (row["sentence"], row["sentence_start"])
    begin, end = row["start"] - at, min(row["end"] - at, len(text))
    marked = f"{escape(text[:begin])}<mark>{escape(text[begin:end])}</mark>{escape(text[end:])}"
    source = f'<a href="{anchor("text", row["doc"])}.html#c{at}">{escape(row["doc"])}</a>'
    return f"<li><q>{marked}</q> <small>{escape(row['outlet'])}, {source}, characters {row['start']} to {row['end']}</small></li>"
