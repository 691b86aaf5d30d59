"""Actors: who and what is named in each text, with the spellings of one name brought together.

Names come from the parser's entities. Two names are one actor where their letters are the same after the habits of
transliteration are evened out (Zhaparov and Japarov), or where one is the last part of the other and no second
person of that surname stands in the same corpus with another given name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

import polars as pl

MENTIONS = {
    "doc": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "name": pl.String,
    "type": pl.String,
    "actor": pl.String,
}
_KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "people"}
_PARTICLES = re.compile(r"^(?:[^\W\d_A-ZÀ-Þ]+[\s-]+)+(?=[A-ZÀ-Þ])")  # of a surname that stands alone: von der Leyen
_LEADING = re.compile(r"^(?:the|a|an)\s+|['’]s$|[’']$", re.IGNORECASE)
# Each way to write a sound of another script, most letters first, and the one letter it is taken for.
_SOUNDS = (
    ("ye", "e"), ("shch", "s"), ("tsch", "ch"), ("sch", "s"), ("tch", "ch"), ("dzh", "j"), ("zh", "j"), ("dj", "j"),
    ("gi", "ji"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"),
    ("iy", "i"), ("ij", "i"), ("yi", "i"), ("ii", "i"), ("ee", "i"), ("y", "i"), ("oo", "u"), ("ou", "u"),
)  # fmt: skip


def find_actors(documents: pl.DataFrame, tokens: pl.DataFrame, exclusions: pl.DataFrame) -> pl.DataFrame:
    """Every mention of a named person, organisation, place or people: doc, start, end, name, type, actor.

    `name` is the text without article and possessive, `actor` the fullest of its spellings in the corpus. Mentions that
    begin in a passage left out are not counted.
    """
    spans = _entity_spans(tokens).join(documents.select("doc", "text"), on="doc")
    cut = pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    named = spans.with_columns(name=cut.map_elements(_clean, return_dtype=pl.String)).filter(pl.col("name") != "")
    inside = named.join(exclusions.select("doc", first="start", last="end"), on="doc").filter(
        (pl.col("start") >= pl.col("first")) & (pl.col("start") < pl.col("last"))
    )
    kept = named.join(inside.select("doc", "start"), on=["doc", "start"], how="anti")
    actors = merge_names(kept.select("name", "type").rows())
    merged = [actors[row] for row in kept.select("name", "type").iter_rows()]
    columns = {"actor": [actor for actor, _ in merged], "type": [kind for _, kind in merged]}
    return (
        kept.with_columns(**{name: pl.Series(values, dtype=pl.String) for name, values in columns.items()})
        .select(MENTIONS.keys())
        .cast(MENTIONS)
        .sort("doc", "start")
    )


def _entity_spans(tokens: pl.DataFrame) -> pl.DataFrame:
    named = tokens.filter(pl.col("entity").is_in(list(_KINDS)))
    number = named["entity_begins"].cum_sum()
    spans = named.with_columns(number=number).group_by("doc", "number", maintain_order=True).agg(
        pl.col("start").min().cast(pl.Int64), pl.col("end").max().cast(pl.Int64), type=pl.col("entity").first()
    )  # fmt: skip
    return spans.with_columns(pl.col("type").replace_strict(_KINDS))


def _clean(name: str) -> str:
    plain = " ".join(name.split())
    for _ in range(2):
        plain = _LEADING.sub("", plain).strip(' .,;:|*“”"')
    return plain if re.search(r"[^\W\d_]", plain) else ""


def merge_names(names: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """For each (name, type) the name and type of its actor: the fullest, then commonest, then first of those merged.

    >>> merged = merge_names([("Sadyr Japarov", "person"), ("S. Zhaparov", "person"), ("Akylbek Japarov", "person")])
    >>> sorted(set(merged.values()))
    [('Akylbek Japarov', 'person'), ('Sadyr Japarov', 'person')]
    """
    counts = Counter(names)
    kinds = _settle_kinds(counts)
    counts = Counter((name, kinds[name]) for name, _ in names)
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    given = _count_given_names(counts)
    for name, kind in counts:
        key = _person_key(name, given) if kind == "person" else (kind, "".join(sound_key(name)))
        groups[key].append((name, kind))
    chosen = {}
    for members in groups.values():
        best, _ = min(members, key=lambda member: (-_fullness(member[0]), -counts[member], member[0]))
        chosen.update(dict.fromkeys((name for name, _ in members), best))
    return {(name, kind): (chosen[name], kinds[name]) for name, kind in names}


def _fullness(name: str) -> int:
    """The words of a name that are more than an initial."""
    return sum(len(word) > 1 for word in sound_key(name))


def _settle_kinds(counts: Counter) -> dict[str, str]:
    """One type for each name: its commonest; an organisation with the surname of a named person is that person."""
    by_name: dict[str, Counter] = defaultdict(Counter)
    for (name, kind), count in counts.items():
        by_name[name][kind] += count
    kinds = {name: min(of, key=lambda kind: (-of[kind], kind)) for name, of in by_name.items()}
    surnames = {key[-1] for name, kind in kinds.items() if kind == "person" and len(key := sound_key(name)) > 1}
    return {
        name: "person" if kind == "organisation" and len(key := sound_key(name)) == 1 and key[0] in surnames else kind
        for name, kind in kinds.items()
    }


def _count_given_names(counts: Counter) -> dict[str, Counter]:
    """For each surname how often each given name or initial stands with it."""
    given: dict[str, Counter] = defaultdict(Counter)
    for (name, kind), count in counts.items():
        first, surname = _split_person(name)
        if kind == "person" and first:
            given[surname][first] += count
    return given


def _person_key(name: str, given: dict[str, Counter]) -> tuple[str, ...]:
    """Surname and given name; a surname alone, or with an initial, takes the commonest given name that fits."""
    first, surname = _split_person(name)
    if len(first) > 1:
        return "person", surname, first
    fitting = {full: count for full, count in given.get(surname, Counter()).items() if full.startswith(first)}
    return "person", surname, min(fitting, key=lambda full: (len(full) == 1, -fitting[full], full), default=first)


def _split_person(name: str) -> tuple[str, str]:
    """The given name, which may be an initial or nothing, and the surname."""
    *given, surname = sound_key(_PARTICLES.sub("", name)) or [name]
    return given[0] if given else "", surname


def sound_key(name: str) -> list[str]:
    """The words of a name with the habits of transliteration evened out.

    >>> sound_key("S. Zhaparov"), sound_key("Sadyr Japarov")
    (['s', 'japarov'], ['sadir', 'japarov'])
    """
    plain = unicodedata.normalize("NFKD", name.lower())
    letters = re.sub(r"[^\w\s-]", " ", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    words = []
    for word in re.split(r"[\s-]+", letters.strip()):
        for written, sound in _SOUNDS:
            word = word.replace(written, sound)
        word = re.sub(r"c(?![eih])", "k", word)
        words.append(re.sub(r"([^\W\d_])\1+", r"\1", word))
    return [word for word in words if word]
