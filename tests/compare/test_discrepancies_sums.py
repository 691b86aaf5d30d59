"""Tests of sums: a count that is another one with what is counted beside it."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.discrepancies.sums import find_sums


def find(one: str, two: str) -> bool:
    """Of two sentences with counts in figures, whether the first count of one makes up that of the other."""
    rows = []
    for place, text in enumerate((one, two)):
        for word in text.replace(",", "").replace(".", "").split():
            if word.isdecimal():
                start = text.index(word)
                rows.append((len(rows), place, "count", "exact", float(word), start, start + len(word), 0, text))
    names = ("number", "place", "kind", "bound", "low", "start", "end", "sentence_start", "sentence_text")
    stated = pl.DataFrame(rows, schema=names, orient="row")
    firsts = stated.unique("place", keep="first", maintain_order=True)["number"].to_list()
    return find_sums(pl.DataFrame({"a": firsts[:1], "b": firsts[1:]}), stated).item()


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("The storm hit 8 farms and 2 mills.", "The storm hit 10 buildings.", True),
        ("The storm hit 8 farms, 1 school and 2 mills.", "The storm hit 11 buildings.", True),
        ("The storm hit 8 farms and 3 mills.", "The storm hit 10 buildings.", False),
        ("Fire hurt 8 people and another woman later.", "Fire hurt 9 people.", True),
        ("Merrow and 11 other towns joined.", "The pact has 12 towns.", True),
        ("The court charged a baker and fined 2 millers.", "The court took on 3 men.", True),
        ("Merrow is old; 11 towns joined.", "The pact has 12 towns.", False),
        ("The storm hit 8 farms.", "The storm hit 8 farms and 2 mills.", False),  # one value
    ],
)  # fmt: skip
def test_a_count_may_be_another_with_what_is_counted_beside_it(one: str, two: str, found: bool) -> None:
    assert find(one, two) is found
    assert find(two, one) is found
