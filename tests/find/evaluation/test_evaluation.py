"""Evaluation aimed at an actor, on invented sentences: each relation, what turns it round, and what is not aimed at it."""

from __future__ import annotations

import time

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.find.evaluation import EVALUATIONS, FAR, RELATIONS, find_evaluations
from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.references import STANDS
from tests.conftest import as_documents
from tests.find.stands import NOTHING, stand_for

LEE = ("Lee", "Ann Lee", "person", "name")
ACTORS = (
    LEE, ("She", "Ann Lee", "person", "pronoun"), ("Portville", "Portville", "place", "name"),
    ("Harbour Board", "Harbour Board", "organisation", "name"),
)  # fmt: skip
# Sentence: what is aimed at an actor in it by grammar; - is negative, + positive, ! denied.
SENTENCES = {
    "The cheerful Lee waved.": "cheerful modifier +",
    "Lee, a brave sailor, waved.": "brave apposition +",
    "Lee is kind and honest.": "kind predicate +; honest predicate +",
    "She is a liar.": "liar predicate -",
    "Lee is not honest.": "honest predicate -!",
    "Lee is no liar.": "liar predicate +!",
    "They called Lee a hero.": "hero predicate +",
    "Lee rescued the boat.": "rescue verb by it +",
    "Lee never cheated.": "cheat verb by it +!",
    "The keeper was deceived by Lee.": "deceive verb by it -",
    "They praised Lee.": "praise verb on it +",
    "Lee was criticised.": "criticise verb on it -",
    "The criticism of Lee went on.": "criticism noun on it -",
    "They voted against Lee.": "against noun on it -",
    "The talent of Lee was plain.": "talent noun on it +",
    "Lee’s mistakes were many.": "mistake has -",
    "Lee has charm.": "charm has +",
    "Lee made a mistake.": "mistake object of its verb -",
    "Lee gave a brilliant speech.": "brilliant object of its verb +",
    "Lee spoke eloquently.": "eloquently manner of its verb +",
    "Lee stayed in danger.": "danger about its verb -",
    "Lee’s boat was a disaster.": "disaster of what it has -",
    "The Harbour Board neglected the pier, which Lee admired.": "neglect verb by it -",
    "Lee fought corruption.": "fight verb by it +",
    "Portville’s scandal ended.": "scandal has -",
    "The Portville scandal ended.": "",
    "A scandal in Portville ended.": "",
    "Lee backed down.": "back down verb by it -",
}


def evaluate(documents: pl.DataFrame, exclusions: pl.DataFrame = NOTHING) -> pl.DataFrame:
    return find_evaluations(parse(documents), stand_for(documents, *ACTORS), exclusions)


def tell(row: dict) -> str:
    sign = {"positive": "+", "negative": "-"}[row["polarity"]] + "!" * row["denied"]
    return f"{row['word']} {row['relation']} {sign}"


@pytest.fixture(scope="module")
def told() -> pl.DataFrame:
    documents = pl.DataFrame({"doc": [f"{number:02}" for number in range(len(SENTENCES))], "text": list(SENTENCES)})
    return evaluate(documents)


@pytest.mark.parametrize(("number", "sentence"), list(enumerate(SENTENCES)))
def test_what_a_sentence_aims_at_an_actor(number: int, sentence: str, told: pl.DataFrame) -> None:
    by_grammar = told.filter((pl.col("doc") == f"{number:02}") & (pl.col("relation") != "near"))
    assert "; ".join(map(tell, by_grammar.iter_rows(named=True))) == SENTENCES[sentence]


def test_every_relation_has_a_sentence() -> None:
    said = " ".join(SENTENCES.values())
    assert [relation for relation in RELATIONS if f" {relation} " not in said] == ["near"]


def test_spans_are_those_of_the_text() -> None:
    text = "😀 They praised Lee warmly. She cheated."
    table = evaluate(as_documents(text)).filter(pl.col("relation") != "near")
    assert table.schema == EVALUATIONS
    spans = table.select("start", "end", "target_start", "target_end", "sentence").rows()
    assert [(text[a:b], text[c:d], sentence) for a, b, c, d, sentence in spans] == [
        ("praised", "Lee", 0), ("cheated", "She", 1),
    ]  # fmt: skip
    assert table["actor"].to_list() == ["Ann Lee", "Ann Lee"]
    assert table["weight"].to_list() == [1.0, 1.0]


def test_near_weighs_by_distance_and_not_for_who_tells() -> None:
    near = evaluate(as_documents("With Lee away there was a disaster.", "Lee said there was a disaster."))
    assert near.select("doc", "word", "relation", "polarity", "weight").rows() == [
        ("a", "disaster", "near", "negative", 1 / 5)
    ]


def test_one_word_is_aimed_at_an_actor_once() -> None:
    table = evaluate(as_documents("The honest Lee, an honest and honest sailor, was honest and is honest."))
    assert table.select("start", "target_start").is_duplicated().sum() == 0
    assert set(table["word"]) == {"honest"}


def test_what_stands_far_or_in_another_sentence_is_not_near() -> None:
    far = "With Lee came " + "a boat and " * FAR + "a disaster."
    assert evaluate(as_documents(far, "With Lee came boats. A disaster followed.")).is_empty()


def test_a_target_left_out_has_no_evaluation() -> None:
    documents = as_documents("They praised Lee.")
    assert evaluate(documents).height == 1
    assert evaluate(documents, pl.DataFrame({"doc": ["a"], "start": [0], "end": [17]})).is_empty()


def test_the_order_of_stands_does_not_matter() -> None:
    documents = as_documents("The brave Lee cheated the Harbour Board.", "She praised the Harbour Board.")
    stands = stand_for(documents, *ACTORS)
    tables = [find_evaluations(parse(documents), frame, NOTHING) for frame in (stands, stands.reverse())]
    assert tables[0].height > 3
    assert_frame_equal(*tables)


def test_nothing_gives_nothing() -> None:
    no_tokens = pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})
    no_stands = pl.DataFrame(schema=STANDS)
    assert find_evaluations(no_tokens, no_stands, NOTHING).schema == EVALUATIONS
    assert find_evaluations(parse(as_documents("Brave boats.")), no_stands, NOTHING).is_empty()


@pytest.mark.parametrize(
    "text",
    [
        "LEE IS A LIAR AND A BRAVE SAILOR", "“Lee is a liar.”", "هذه الجملة ليست عن أحد", "“" * 400 + " Lee lied", "Lee",
        "Lee\nLee", "",
    ],
)  # fmt: skip
def test_odd_texts_have_an_answer(text: str) -> None:
    assert evaluate(as_documents(text)).schema == EVALUATIONS


def test_time_grows_with_the_words_of_one_long_sentence() -> None:
    seconds = []
    for times in (1_000, 8_000):
        tokens = repeat_in_one_sentence("Lee the liar and the brave Lee and", times)
        stands = tokens.filter(pl.col("lemma") == "lee").select(
            "doc", pl.col("start", "end").cast(pl.Int64), actor=pl.lit("Lee"), type=pl.lit("person")
        )
        begun = time.perf_counter()
        found = find_evaluations(tokens, stands, NOTHING)
        seconds.append(time.perf_counter() - begun)
        assert found.height > times
    assert seconds[1] < 8 * 4 * seconds[0]  # were it quadratic: 64 times


def repeat_in_one_sentence(text: str, times: int) -> pl.DataFrame:
    """The parse of a text again and again, as if it were one sentence."""
    tokens = parse(as_documents(text))
    copies = pl.concat([tokens] * times).with_columns(copy=pl.int_range(pl.len()) // tokens.height)
    moved = pl.col("start", "end") + pl.col("copy") * (len(text) + 1)
    return copies.with_columns(
        moved.cast(pl.UInt32), sentence=pl.lit(0, pl.UInt32), head=(pl.col("head") + pl.col("copy") * tokens.height).cast(pl.UInt32)
    ).select(tokens.columns)  # fmt: skip
