"""Tokens with entities by hand, and the mentions in them."""

from __future__ import annotations

import re

import polars as pl

from analysis.find.actors import find_actors
from analysis.find.parsing import TOKEN_SCHEMA

NOTHING = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})


def as_corpus(*marked: str, events: list[str | None] | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Documents a, b, c … and their tokens, of texts in which entities are marked: "[PERSON Ann Lee] left ."

    Words are parted by spaces; all entities and words with a capital that stand behind another word are proper nouns.
    """
    texts, rows = [], []
    for number, text in enumerate(marked):
        plain, tokens = "", []
        for kind, name, word in re.findall(r"\[(\w+) ([^\]]+)\]|(\S+)", text):
            for place, part in enumerate((name or word).split()):
                start = len(plain) + bool(plain)
                plain = f"{plain} {part}".strip()
                pos = "PROPN" if kind or (part[0].isupper() and tokens) else "X"
                tokens.append((0, start, len(plain), part.lower(), pos, "X", 0, "dep", kind, bool(kind) and not place))
        doc = chr(ord("a") + number)
        texts.append((doc, plain, events[number] if events else None))
        rows += [(doc, *token) for token in tokens]
    documents = pl.DataFrame(texts, schema={"doc": pl.String, "text": pl.String, "event": pl.String}, orient="row")
    return documents, pl.DataFrame(rows, schema={"doc": pl.String, **TOKEN_SCHEMA}, orient="row")


def name_all(*marked: str, events: list[str | None] | None = None, **asked: object) -> list[tuple[str, str, str]]:
    """The mentions in marked texts: name, type, actor."""
    found = find_actors(*as_corpus(*marked, events=events), NOTHING, **asked)
    return found.select("name", "type", "actor").rows()
