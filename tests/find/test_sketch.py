from __future__ import annotations

import polars as pl
import pytest

from analysis.find.actors import find_actors
from analysis.find.material import Material
from analysis.find.parsing import parse
from analysis.find.relations import NEAR, RELATIONS
from analysis.find.sketch import find_sketch
from analysis.find.targets import TARGETS
from analysis.find.words import keep_words, lies_inside
from tests.conftest import as_documents, error_of, material_of

TEXTS = (
    "Ann Lee repaired the old wall. The divers thanked Ann Lee.",
    "“Ann Lee sleeps,” Tom Berg said. The wall held, and Tom Berg slept.",
)


def read(*texts: str) -> tuple[Material, pl.DataFrame, pl.DataFrame]:
    """Documents a of group x, b of group y, with their parse and who is named in them."""
    groups = pl.Series("group", ["x", "y"][: len(texts)], dtype=pl.String)
    documents = as_documents(*texts).with_columns(groups, outlet=pl.col("doc") + " post", event=pl.lit("e"))
    material, tokens = material_of(documents), parse(documents)
    return material, tokens, find_actors(documents, tokens, material.left_out)


def test_a_sketch_is_a_target_its_mentions_and_what_is_told_of_it() -> None:
    sketch = find_sketch(*read(*TEXTS), "Ann Lee")
    assert sketch.target == "Ann Lee"
    assert sketch.mentions.select("doc", "start", "end", "voice").rows() == [
        ("a", 0, 7, "author"), ("a", 50, 57, "author"), ("b", 1, 8, "quoted"),
    ]  # fmt: skip
    assert (sketch.mentions.schema, sketch.relations.schema, sketch.collocates.schema) == (
        TARGETS,
        RELATIONS,
        RELATIONS,
    )
    told = set(sketch.collocates.filter(pl.col("relation") != NEAR).select("doc", "collocate", "voice").iter_rows())
    assert told == {("a", "repair", "author"), ("a", "thank", "author"), ("b", "sleep", "quoted")}


def test_what_is_told_of_the_target_is_among_all_relations() -> None:
    sketch = find_sketch(*read(*TEXTS), "Ann Lee")
    keys = ["doc", "relation", "start", "end", "collocate", "voice"]
    assert 0 < sketch.collocates.height < sketch.relations.height
    assert sketch.collocates.join(sketch.relations, on=keys, how="anti").height == 0


def test_without_a_target_it_is_what_all_groups_name_most() -> None:
    assert find_sketch(*read(*TEXTS)).target == "Ann Lee"


@pytest.mark.parametrize(("target", "mentions"), [("wall", 2), ("Wall", 2), ("old wall", 1), ("tom berg", 2)])
def test_a_target_may_be_a_word_a_phrase_or_a_person(target: str, mentions: int) -> None:
    sketch = find_sketch(*read(*TEXTS), target)
    assert (sketch.target, sketch.mentions.height) == (target, mentions)


def test_a_passage_left_out_tells_nothing() -> None:
    material, tokens, actors = read(*TEXTS)
    first = pl.DataFrame([("a", 0, 30, "caption", "")], schema=material.exclusions.schema, orient="row")
    kept = keep_words(material.all_words, ~lies_inside(material.all_words, first))
    sketch = find_sketch(material._replace(exclusions=first, words=kept), tokens, actors, "Ann Lee")
    assert sketch.mentions["start"].to_list() == [50, 1]
    assert "repair" not in sketch.collocates["collocate"].to_list()


def test_an_unknown_target_is_told() -> None:
    message = error_of(find_sketch, *read(*TEXTS), "lighthouse")
    assert message.startswith("given target 'lighthouse'; allowed: ")


def test_a_corpus_of_which_nothing_can_be_told_is_an_empty_sketch() -> None:
    sketch = find_sketch(*read("No.", "So."))
    assert sketch.collocates.height == 0
    assert sketch.mentions.schema == TARGETS
