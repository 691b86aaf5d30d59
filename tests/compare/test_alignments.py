from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.compare.alignments import ALIGNMENTS, MANY, ONE, align_sentences
from analysis.compare.alignments import candidates as index
from analysis.compare.alignments.candidates import CANDIDATES, find_candidates
from analysis.compare.alignments.matching import LEAST, LIKELY, SHARED, SHARED_SAME, match_pairs
from analysis.compare.alignments.scores import LENGTH, LONG, MEASURES, ORDER, SAME, measure_pairs, score_sentences
from analysis.compare.alignments.sentences import (
    LEMMAS,
    LETTERS,
    NAMES,
    NEAR,
    NUMBERS,
    RUNS,
    TRAITS,
    VERBS,
    WORDS,
    Sentences,
    read_sentences,
)
from analysis.corpus.reading import read_corpus
from analysis.find.parsing import parse
from analysis.find.references import STANDS
from tests.conftest import as_documents
from tests.fit_alignment import choose_chance, fit

NO_STANDS = pl.DataFrame(schema=STANDS)
NO_SPANS = pl.DataFrame(schema={"doc": pl.String, "start": pl.Int64, "end": pl.Int64})
FERRY = (
    "The ferry Aurora sank near the old pier on Monday. Four sailors were rescued by a fishing boat. "
    "The harbour board will inspect every vessel."
)
STORM = (
    "Heavy rain fell over the valley. A fishing boat rescued four sailors. "
    "Near the old pier the ferry Aurora sank on Monday, the harbour board said."
)


def as_event(*texts: str, event: str | None = "Ferry", outlets: str = "xyzuvw") -> pl.DataFrame:
    """Documents a, b, c … of one event, each of an outlet of its own."""
    table = as_documents(*texts)
    names = pl.Series("outlet", list(outlets[: len(texts)]), dtype=pl.String)
    return table.with_columns(names, event=pl.lit(event, dtype=pl.String))


def align(
    documents: pl.DataFrame, stands: pl.DataFrame = NO_STANDS, exclusions: pl.DataFrame = NO_SPANS
) -> pl.DataFrame:
    found = align_sentences(documents, parse(documents), stands, exclusions)
    assert dict(found.schema) == ALIGNMENTS
    texts = dict(documents.select("doc", "text").iter_rows())
    for side in ("a", "b"):
        for doc, start, end, told in found.select(
            *(f"{n}_{side}" for n in ("doc", "start", "end", "sentence"))
        ).iter_rows():
            assert texts[doc][start:end] == told
    return found


def read(*texts: str, stands: pl.DataFrame = NO_STANDS) -> Sentences:
    return read_sentences(parse(as_documents(*texts)), stands)


def terms(sentences: Sentences, trait: str, number: int = 0) -> list[str]:
    return sentences.traits.filter(trait=trait, number=number)["term"].to_list()


# --- sentences ----------------------------------------------------------------------------------------------------


def test_the_traits_of_a_sentence() -> None:
    found = read("On 3 May the French navy arrested four men in Lowport.")
    assert dict(found.traits.schema) == TRAITS
    assert terms(found, NUMBERS) == ["3", "4", "may"]
    assert {"france", "lowport"} <= set(terms(found, NAMES))
    assert terms(found, VERBS) == terms(read("The arrest was long."), VERBS)  # the verb and the noun of one act
    assert "arrest man" in terms(found, NEAR) or "arrest four" in terms(found, NEAR)
    assert "in lowport" not in terms(found, RUNS)  # runs are of three words
    assert "man in lowport" in terms(found, RUNS)


def test_what_stands_for_an_actor_is_a_name_of_the_sentence() -> None:
    stands = pl.DataFrame([("a", 0, 3, 0, "Ann Lee", "person", "pronoun")], schema=STANDS, orient="row")
    assert terms(read("She sold the boat.", stands=stands), NAMES) == ["ann lee"]


def test_letters_are_those_of_the_words() -> None:
    text = "Ferries sink."
    found = read(text)
    lemmas = terms(found, LEMMAS)
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4)).fit([" ".join(lemmas)]).get_feature_names_out()
    bag = found.bags[LETTERS]
    assert sorted(bag.terms[column] for column in bag.has.indices) == sorted(grams)


def test_a_share_by_hand() -> None:
    found = read("The boats sank.", "The boats returned.", "Gulls returned.")
    boat, sink = np.log(4 / 2), np.log(4 / 1)  # boat and return stand in 2 of 3 sentences, sink and gull in 1
    measured = measure_pairs(found, np.array([0, 0]), np.array([1, 2]))
    words = measured[:, MEASURES.index(WORDS)]
    assert words == pytest.approx([2 * boat / (boat + sink + 2 * boat), 0])
    assert measured[:, MEASURES.index(ORDER)] == pytest.approx([2 * 2 / 6, 0])  # "the boat"
    assert measured[:, MEASURES.index(LENGTH)] == pytest.approx([0, 1 / LONG])


def test_a_lemma_is_told_by_what_stands_for_it() -> None:
    found = read("The ferries sank.", "A ship sank.", "A crane fell.")
    weight = dict(zip(found.bags[LEMMAS].terms, found.bags[LEMMAS].weight, strict=True))
    assert {weight["ferry"], weight["ship"], weight["the"]} == {np.log(4)}  # each in one of three sentences
    assert {weight["sink"], weight["a"]} == {np.log(2)}
    shared = measure_pairs(found, np.array([0, 0]), np.array([1, 2]))[:, MEASURES.index(LEMMAS)]
    # told of the first are ferry and sink of three, of the second ship and sink of three; of the third nothing
    of_both = 3 * np.log(4) + 2 * np.log(2) + np.log(2)
    assert shared == pytest.approx([(2 * np.log(4) + 2 * np.log(2)) / of_both, 0])


def test_another_term_is_told_by_itself_alone() -> None:
    found = read("The ferries sank.", "The ships sank.")
    for name in (WORDS, NAMES, RUNS, LETTERS):
        assert (found.bags[name].tells != found.bags[name].has).nnz == 0


# --- scores and candidates ----------------------------------------------------------------------------------------


def test_a_sentence_is_most_like_itself_and_like_it_both_ways() -> None:
    found = read(FERRY, STORM)
    a, b = (side.ravel() for side in np.meshgrid(range(6), range(6)))
    scores = score_sentences(found, a, b).reshape(6, 6)
    assert (scores == scores.T).all()
    assert (scores.argmax(axis=0) == range(6)).all()
    assert (np.diag(scores) > SAME).all()
    assert ((scores > 0) & (scores < 1)).all()


def test_candidates_are_those_of_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "BLOCK", 2)
    found = read(FERRY, STORM, "The ferry sank. The board met.")
    weights, docs = found.bags[WORDS].has.multiply(found.bags[WORDS].weight).toarray(), found.table["doc"].to_list()
    weights /= np.linalg.norm(weights, axis=1, keepdims=True)
    cosine = weights @ weights.T
    pairs = [
        (a, b) for a in range(len(docs)) for b in range(len(docs)) if docs[a] < docs[b] and cosine[a, b] >= index.LEAST
    ]
    nearest = find_candidates(found)
    assert dict(nearest.schema) == CANDIDATES
    assert nearest.select("a", "b").rows() == pairs  # no article has more than NEIGHBOURS sentences
    assert nearest["cosine"].to_list() == pytest.approx([cosine[pair] for pair in pairs])


def test_only_the_nearest_of_each_article_are_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "LEAST", 0)
    found = read("The ferry sank. The ferry returned.", "The ferry sank. The ferry returned.")
    assert find_candidates(found).select("a", "b").rows() == [(0, 2), (0, 3), (1, 2), (1, 3)]
    monkeypatch.setattr(index, "NEIGHBOURS", 1)
    assert find_candidates(found).select("a", "b").rows() == [(0, 2), (1, 3)]


def test_a_word_of_very_many_sentences_finds_no_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FEW", 1)
    monkeypatch.setattr(index, "COMMON", 0)
    text = "The ferry sank. The ferry returned. Divers found the hull."
    found = find_candidates(read(text, text.replace("sank", "burned")))
    assert found.select("a", "b", "shared").rows() == [(1, 4, 2), (2, 5, 3)]  # the ferry alone joins none


def test_copies_of_one_report_are_found_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FEW", 1)
    found = find_candidates(read(*["The ferry sank. Divers found the hull."] * 5))
    assert found.height == 2 * 5 * 4 / 2


# --- matching -----------------------------------------------------------------------------------------------------


def as_pairs(*rows: tuple[int, int, float]) -> pl.DataFrame:
    """Scored pairs of sentences a of one article and b of another, by their places, that share enough words."""
    table = pl.DataFrame(rows, schema={"a": pl.Int64, "b": pl.Int64, "score": pl.Float64}, orient="row")
    return table.with_columns(doc_a=pl.lit("x"), doc_b=pl.lit("y"), place_a="a", place_b="b", shared=pl.lit(SHARED))


def match(*rows: tuple[int, int, float]) -> list[tuple[int, int, str]]:
    return match_pairs(as_pairs(*rows)).select("a", "b", "kind").rows()


def test_the_best_for_both_is_one_to_one_in_any_order() -> None:
    assert match((0, 5, 0.9), (0, 4, 0.05), (3, 1, 0.5)) == [(0, 5, ONE), (3, 1, ONE)]
    assert match((0, 0, LEAST), (1, 1, LEAST - 0.001)) == [(0, 0, ONE)]


def test_a_sentence_left_over_joins_its_best() -> None:
    assert match((0, 0, 0.9), (0, 1, LIKELY)) == [(0, 0, MANY), (0, 1, MANY)]
    assert match((0, 0, 0.9), (0, 1, LIKELY - 0.01)) == [(0, 0, ONE)]
    assert match((0, 0, 0.9), (1, 0, 0.5), (0, 1, 0.4)) == [(0, 0, MANY), (1, 0, MANY)]  # one side alone, the better
    assert match((0, 0, 0.9), (0, 1, 0.5), (1, 1, 0.4)) == [(0, 0, MANY), (0, 1, MANY)]


def test_of_equal_scores_the_nearer_counts() -> None:
    assert match((0, 0, 0.9), (0, 1, 0.9), (1, 0, 0.9), (1, 1, 0.9)) == [(0, 0, ONE), (1, 1, ONE)]


def test_a_low_score_needs_more_words() -> None:
    pairs = as_pairs((0, 0, SAME), (1, 1, SAME - 0.01)).with_columns(shared=pl.lit(SHARED - 1))
    assert match_pairs(pairs).select("a", "b").rows() == [(0, 0)]
    assert match_pairs(pairs.with_columns(shared=pl.lit(SHARED_SAME - 1), score=pl.lit(0.99))).is_empty()


CELLS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from([0.05, 0.1, 0.3, 0.3001, 0.8]))


@given(cells=CELLS)
def test_matching_is_the_same_from_either_side(cells: dict[tuple[int, int], float]) -> None:
    there = match(*((a, b, score) for (a, b), score in cells.items()))
    back = match(*((b, a, score) for (a, b), score in cells.items()))
    assert sorted((b, a, kind) for a, b, kind in back) == there
    of_one = [pair for *pair, kind in there if kind == ONE]
    for side in (0, 1):
        assert len({pair[side] for pair in of_one}) == len(of_one)


# --- alignments ---------------------------------------------------------------------------------------------------


def test_what_two_reports_tell_alike_in_another_order() -> None:
    found = align(as_event(FERRY, STORM))
    told = {
        a.split()[0]: (b.split()[0], kind) for a, b, kind in found.select("sentence_a", "sentence_b", "kind").rows()
    }
    assert told == {"The": ("Near", ONE), "Four": ("A", ONE)}
    row = found.row(by_predicate=pl.col("sentence_a").str.starts_with("Four"), named=True)
    assert (row["shared_numbers"], row["shared_names"]) == ("4", "")
    assert "rescue" in f"{row['shared_verbs']}, {row['shared_words']}"
    assert not row["same_outlet"]


def test_an_article_with_itself() -> None:
    text = f"{FERRY} It was late. Divers searched the ferry. Divers searched the ferry."
    found = align(as_event(text, text))
    sentences = read(text).table
    assert found["start_a"].to_list() == found["start_b"].to_list()
    assert set(found["start_a"]) >= set(sentences["start"].to_list()) - {text.index("It was late")}
    assert set(found["kind"]) == {ONE}


def test_two_articles_under_each_others_names() -> None:
    there, back = align(as_event(FERRY, STORM)), align(as_event(STORM, FERRY))
    sides = ["start_a", "end_a", "start_b", "end_b"]
    turned = back.select("start_b", "end_b", "start_a", "end_a", "score", "kind").rows()
    assert sorted(turned) == sorted(there.select(*sides, "score", "kind").rows())


def test_the_order_of_documents_and_other_events_change_nothing() -> None:
    documents = as_event(FERRY, STORM)
    other = documents.with_columns(doc=pl.col("doc") + "2", event=pl.lit("Later"))
    alone = align(documents)
    both = align(pl.concat([other, documents.reverse()]))
    assert both.filter(event="Ferry").equals(alone)
    assert both["event"].unique().sort().to_list() == ["Ferry", "Later"]


def test_the_surest_come_first_and_of_equal_ones_those_of_other_outlets() -> None:
    found = align(as_event(FERRY, FERRY, FERRY, outlets="xxy"))
    assert found["same_outlet"].head(2).to_list() == [False, False]
    less = as_event(FERRY, "The ferry Aurora sank on Monday near a bridge.", event="A first event by name")
    both = align(pl.concat([less.with_columns(pl.col("doc") + "2"), as_event(FERRY, FERRY, FERRY, outlets="xxy")]))
    assert both["event"].to_list() == ["Ferry"] * 9 + ["A first event by name"]
    for table in (found, both):
        order = table.select(-pl.col("score"), "same_outlet", "event", "doc_a", "doc_b", "start_a", "start_b").rows()
        assert order == sorted(order)


@pytest.mark.parametrize(
    "words", ["GENOA, Italy —", "Ann Lee said.", "Ann Lee, Tom Hill, Eva Berg", "— Ann Lee (@annlee) May 2, 2017"]
)
def test_names_dates_and_a_few_words_alone_are_not_aligned(words: str) -> None:
    found = align(as_event(f"{words}\n\n{FERRY}", f"{words}\n\n{FERRY}"))
    assert found.height == 3  # the sentences of the report
    assert not found["sentence_a"].str.contains("Ann|GENOA").any()


def test_excluded_passages_are_left_out() -> None:
    spans = NO_SPANS.vstack(pl.DataFrame([("b", 0, len(STORM))], schema=NO_SPANS.schema, orient="row"))
    assert align(as_event(FERRY, STORM), exclusions=spans).is_empty()


@pytest.mark.parametrize(
    "documents",
    [
        as_event(), as_event(FERRY), as_event(FERRY, STORM, event=None), as_event(FERRY, ""), as_event("", "…"),
        as_event(FERRY, "Die Fähre fuhr gestern spät ab. Niemand wusste warum."), as_event("12 14 16", "3 5 7"),
    ],
    ids=["no text", "one article", "no event", "an empty text", "no words", "two languages", "numbers"],
)  # fmt: skip
def test_where_nothing_can_be_aligned(documents: pl.DataFrame) -> None:
    assert align(documents).is_empty()


def test_the_example_corpus_tells_alike(seeds: Path) -> None:
    found = align(read_corpus(seeds)).select("sentence_a", "sentence_b").rows()

    def together(one: str, other: str) -> bool:
        return any((one in a and other in b) or (one in b and other in a) for a, b in found)

    assert together("fully coincide with the legislation", "taken directly from Russian legislation")
    assert together("Russian House since July 2024", "working there since July 2024")
    assert together("were detained on April 19", "On April 17")


# --- fitting ------------------------------------------------------------------------------------------------------


def test_fitted_weights_keep_to_their_bounds_and_find_what_tells() -> None:
    draw = np.random.default_rng(4)
    measured = draw.random((2000, len(MEASURES)))
    told = 3 * measured[:, MEASURES.index(WORDS)] - 2 * measured[:, MEASURES.index(NAMES)] - 0.5
    weights, intercept = fit(measured, draw.random(2000) < 1 / (1 + np.exp(-told)))
    assert weights[NAMES] == 0  # what is shared never speaks against the same content
    assert weights[LENGTH] <= 0
    assert weights[WORDS] == pytest.approx(3, abs=0.5)
    assert intercept < 0


def test_the_chance_from_which_to_count_is_half_of_f1() -> None:
    chance, same = np.array([0.9, 0.8, 0.6, 0.2]), np.array([True, True, False, True])
    assert choose_chance(chance, same) == pytest.approx(round((2 * 2 / (3 + 3)) / 2, 2))
