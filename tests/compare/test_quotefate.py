from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analysis.compare.quotefate import FATES, QUOTE_FATES, compare_quotes
from tests.compare.conftest import make_documents
from tests.compare.speeches import say, sourced_of, spoken_words, tell

pytestmark = pytest.mark.filterwarnings("error")
BRIDGE = "The new bridge will open to boats and trains in early May"
TOLL = "Nobody will pay a toll before the summer ends"
BACKGROUND = "Gulls sat along the quay while crews painted the railings. " * 6  # 54 words of the article's own


def article(quote: str, before: str = "", after: str = BACKGROUND) -> str:
    return f"{before}“{quote},” she said. {after}"


def fates(*quotes: tuple[str, ...], **named: str | None) -> pl.DataFrame:
    """The fates of these quotations, those of one article in a tuple, each an attribution to Ann Lee."""
    documents = tell(*(" ".join(article(quote, after="") for quote in told) + BACKGROUND for told in quotes))
    rows = [
        say(documents, f"d{place:02}", quote, **named) for place, told in enumerate(quotes) for quote in told
    ]  # fmt: skip
    return compare_quotes(sourced_of(*rows), spoken_words(documents), documents)


def fate(a: str, b: str) -> tuple:
    """fate, fuller, cut and added of the one pair of two quotations, nothing where they are no pair."""
    table = fates((a,), (b,))
    return table.select("fate", "fuller", "cut", "added").row(0) if table.height else ()


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # kept whole
        (BRIDGE, BRIDGE, ("kept whole", "", "", "")),
        (BRIDGE, BRIDGE.upper(), ("kept whole", "", "", "")),
        ("It’s a bridge for all of us", "It's a bridge, for all of us", ("kept whole", "", "", "")),
        ("a new chapter for the harbour", "A new chapter — for the harbour", ("kept whole", "", "", "")),
        ("quiet harbour town", "quiet harbour town", ("kept whole", "", "", "")),
        # cut: at the end, at the beginning, inside, on both sides, down to a few words
        (BRIDGE, "The new bridge will open to boats", ("cut", "a", "and trains in early May", "")),
        ("and trains in early May", BRIDGE, ("cut", "b", "The new bridge will open to boats", "")),
        (BRIDGE, "The new bridge will open … in early May", ("cut", "a", "to boats and trains", "")),
        (f"{BRIDGE}. {TOLL}", f"The new bridge will open in early May. {TOLL}", ("cut", "a", "to boats and trains", "")),
        (f"{TOLL}. {BRIDGE}", f"{BRIDGE}. Ships will wait their turn as ever",
         ("cut", "a", TOLL, "Ships will wait their turn as ever")),
        (BRIDGE, "boats and trains", ("cut", "a", "The new bridge will open to … in early May", "")),
        (f"{BRIDGE}, {TOLL}", "early May, nobody will pay",
         ("cut", "a", "The new bridge will open to boats and trains in … a toll before the summer ends", "")),
        # altered
        (BRIDGE, "The new bridge may open to boats and trains in early May", ("altered", "", "will", "may")),
        (BRIDGE, "This new bridge will open to boats and trains in early May", ("altered", "", "The", "This")),
        (BRIDGE, "The new bridge will open to boats and trains in late June", ("altered", "", "early May", "late June")),
        (BRIDGE, "The [crossing] will open to boats and trains in early May", ("altered", "a", "new bridge", "crossing")),
        (f"{BRIDGE}. {TOLL}", "The old bridge will open to boats and trains", ("altered", "a", f"new … in early May. {TOLL}", "old")),
        ("We are not going to sell the old ferry", "We aren't going to sell the old ferry", ("altered", "a", "are not", "aren't")),
        # no pair: other words, words of grammar alone, too little shared, too few words
        (BRIDGE, TOLL, ()),
        ("That is what we are going to do about it", "That is what we are to be in all of it", ()),
        ("We will see about the ferry and whether gulls nest there", "We will see about the painting of railings on Monday", ()),
        ("what we are going to do about it", "what we are going to do about them", ()),
        ("Old ferries wait near the quay, and gulls follow the tide home at dusk",
         "Old ferries wait near the quay while painters drink tea on Monday mornings", ()),
        ("historic day", "historic day", ()),
        ("as it is to be", "as it is to be", ()),
    ],
)  # fmt: skip
def test_the_fate_of_a_quotation(a: str, b: str, expected: tuple) -> None:
    assert fate(a, b) == expected
    sides = {"a": "b", "b": "a", "": ""}
    turned = fate(b, a)
    if not expected:
        assert turned == ()
    elif expected[1]:
        assert turned == (expected[0], sides[expected[1]], *expected[2:])
    else:  # of sides as full as each other a's own words come first
        assert turned == (expected[0], "", expected[3], expected[2])


def test_a_row_by_hand() -> None:
    table = fates((BRIDGE,), ("The new bridge will open to boats, perhaps",))
    assert table.schema == QUOTE_FATES
    row = table.row(0, named=True)
    assert (row["event"], row["doc_a"], row["doc_b"]) == ("e", "d00", "d01")
    assert (row["start_a"], row["end_a"], row["text_a"]) == (1, 1 + len(BRIDGE), BRIDGE)
    assert (row["source_a"], row["source_b"]) == ("Ann Lee", "Ann Lee")
    # of 12 words a has 5 to itself, of 8 b has 1
    assert (row["cut"], row["added"], row["fuller"]) == ("and trains in early May", "perhaps", "a")
    assert (row["kept"], row["score"]) == pytest.approx((7 / 12, 14 / 20))
    assert (row["fate"], row["moved"], row["reattributed"]) == ("cut", False, False)


def test_pieces_of_one_attribution_are_one_quotation() -> None:
    split = "“The new bridge will open to boats and trains,” she said, “in early May.” "
    documents = tell(split + BACKGROUND, article(BRIDGE))
    sourced = sourced_of(
        say(documents, "d00", "The new bridge will open to boats and trains", attribution=0),
        say(documents, "d00", "in early May", attribution=0), say(documents, "d01", BRIDGE),
    )  # fmt: skip
    row = compare_quotes(sourced, spoken_words(documents), documents).row(0, named=True)
    assert (row["fate"], row["text_a"]) == ("kept whole", "The new bridge will open to boats and trains … in early May")
    assert (row["start_a"], row["end_a"]) == (1, split.index("May") + 3)


def test_what_another_quotation_of_the_article_has_is_not_cut() -> None:
    table = fates((f"{BRIDGE}. {TOLL}",), (BRIDGE, TOLL))
    assert table.select("fate", "cut", "kept").rows() == [("kept whole", "", 1), ("kept whole", "", 1)]
    shorter = fates((f"{BRIDGE}. {TOLL}",), (BRIDGE, "Nobody will pay a toll"))
    assert shorter.select("fate", "cut").rows() == [("cut", "before the summer ends")] * 2


def test_of_a_mixed_content_only_the_words_in_marks_are_a_quotation() -> None:
    documents = tell(article(BRIDGE), f"She said “the new bridge will open” when it is painted. {BACKGROUND}")
    mixed = say(documents, "d01", "“the new bridge will open” when it is painted", "mixed")
    table = compare_quotes(sourced_of(say(documents, "d00", BRIDGE), mixed), spoken_words(documents), documents)
    assert table.select("text_b", "fate", "added").rows() == [("the new bridge will open", "cut", "")]


def test_a_quotation_that_stands_later_is_moved() -> None:
    documents = tell(article(BRIDGE), article(BRIDGE, before=BACKGROUND, after=""))
    sourced = sourced_of(say(documents, "d00", BRIDGE), say(documents, "d01", BRIDGE))
    row = compare_quotes(sourced, spoken_words(documents), documents).row(0, named=True)
    assert (row["fate"], row["moved"], row["third_a"], row["third_b"]) == ("moved", True, 1, 3)


@pytest.mark.parametrize(
    ("actor", "fate", "reattributed"),
    [
        ("Ann Lee", "kept whole", False),
        ("Bo Ray", "re-attributed", True),
        (None, "kept whole", None),
        ("Lee", "kept whole", None),
    ],
)
def test_a_quotation_in_another_mouth(actor: str | None, fate: str, reattributed: bool | None) -> None:
    documents = tell(article(BRIDGE), article(BRIDGE))
    sourced = sourced_of(say(documents, "d00", BRIDGE), say(documents, "d01", BRIDGE, actor=actor, source="A clerk"))
    row = compare_quotes(sourced, spoken_words(documents), documents).row(0, named=True)
    assert (row["fate"], row["reattributed"], row["source_b"]) == (fate, reattributed, actor or "clerk")


# --- paraphrases ----------------------------------------------------------------------------------------------------

TOLD = [
    ("the new bridge is going to be opened for trains and boats in May", "Ann Lee"),
    ("boats could use an opened bridge early in May", "Ann Lee"),
    ("the new bridge opens to trains and boats early in May", None),
]
NOT_TOLD = [
    ("the new bridge is going to be opened for trains and boats in May", "Bo Ray"),  # another one says so
    ("boats could use an opened bridge and pay nothing until the painters of the railings go home", None),
    ("ships will have to wait for the tide", "Ann Lee"),
    ("the bridge will open early for gulls", None),  # enough for the same source alone
    ("the bridge opens early if painters bring ropes and ladders and drink tea on Monday", "Ann Lee"),
]


def paraphrase(telling: str, actor: str | None, quote: str = BRIDGE) -> pl.DataFrame:
    documents = tell(article(quote), f"She said {telling}. {BACKGROUND}", f"Bo said gulls cry at night. {BACKGROUND}")
    sourced = sourced_of(
        say(documents, "d00", quote), say(documents, "d01", telling, "indirect", actor=actor),
        say(documents, "d02", "gulls cry at night", "indirect", actor="Bo Ray"),
    )  # fmt: skip
    return compare_quotes(sourced, spoken_words(documents), documents)


@pytest.mark.parametrize(("telling", "actor"), TOLD)
def test_what_is_told_in_other_words_is_paraphrased(telling: str, actor: str | None) -> None:
    row = paraphrase(telling, actor).row(0, named=True)
    assert (row["fate"], row["fuller"], row["text_b"], row["cut"]) == ("paraphrased", "a", telling, "")
    assert 0 < row["kept"] <= row["score"] <= 1
    assert row["reattributed"] is (False if actor else None)


@pytest.mark.parametrize(("telling", "actor"), NOT_TOLD)
def test_what_tells_another_thing_is_no_paraphrase(telling: str, actor: str | None) -> None:
    assert paraphrase(telling, actor).height == 0


def test_a_few_words_of_content_are_too_few_for_a_paraphrase() -> None:
    assert paraphrase("the bridge opens", "Ann Lee", "The bridge will open").height == 0
    assert paraphrase("the long bridge opens", "Ann Lee", "The long bridge will open").height == 1
    assert paraphrase("the long bridge opens", None, "The long bridge will open").height == 0
    assert paraphrase("the long bridge opens early", None, "The long bridge will open early").height == 1


def test_the_score_of_a_paraphrase_by_hand() -> None:
    row = paraphrase("the bridge will open early for gulls", "Ann Lee").row(0, named=True)
    # three attributions, so a stem weighs ln 4 where one has it (new, boat, train), ln 2 where two do (bridge, open, early, gull)
    assert (row["kept"], row["score"]) == pytest.approx((3 / 9, 2 * 3 / (9 + 4)))


# --- all together ---------------------------------------------------------------------------------------------------


def test_only_outlets_of_one_event_are_compared() -> None:
    texts = [article(BRIDGE)] * 2
    same_outlet = make_documents(*(("a", "e", text) for text in texts))
    other_events = make_documents(("a", "e", texts[0]), ("b", "f", texts[1]))
    no_event = make_documents(*((group, None, text) for group, text in zip("ab", texts, strict=True)))
    for documents in (same_outlet, other_events, no_event):
        sourced = sourced_of(*(say(documents, doc, BRIDGE) for doc in documents["doc"]))
        assert compare_quotes(sourced, spoken_words(documents), documents).height == 0


def test_a_quotation_that_an_article_repeats_counts_once() -> None:
    documents = tell(article(BRIDGE) + article(BRIDGE), article(BRIDGE))
    first, other = (say(documents, doc, BRIDGE) for doc in ("d00", "d01"))
    start = len(article(BRIDGE)) + 1
    again = {**first, "start": start, "end": start + len(BRIDGE), "attribution": start}
    sourced = sourced_of(first, again, other)
    assert compare_quotes(sourced, spoken_words(documents), documents)["start_a"].to_list() == [1]


@pytest.mark.parametrize(
    ("words", "actors", "pairs"),
    [
        ("early May", ("Ann Lee", "Ann Lee"), 0), ("boats and trains", ("Ann Lee", "Ann Lee"), 1),
        ("boats and trains", ("Ann Lee", None), 0), ("boats and trains in early May", ("Ann Lee", None), 1),
        ("trains in early May", ("Ann Lee", "Bo Ray"), 0), ("boats and trains too", ("Ann Lee", "Ann Lee"), 0),
    ],
)  # fmt: skip
def test_a_few_words_are_the_same_saying_in_one_mouth(words: str, actors: tuple[str | None, ...], pairs: int) -> None:
    documents = tell(article(BRIDGE), article(words))
    sourced = sourced_of(say(documents, "d00", BRIDGE, actor=actors[0]), say(documents, "d01", words, actor=actors[1]))
    assert compare_quotes(sourced, spoken_words(documents), documents).height == pairs


@pytest.mark.parametrize("documents", [tell(), tell("Rain."), tell("Rain.", "Sun.")])
def test_without_quotations_there_are_no_fates(documents: pl.DataFrame) -> None:
    table = compare_quotes(sourced_of(), spoken_words(documents), documents)
    assert (table.schema, table.height) == (QUOTE_FATES, 0)


SAYINGS = st.lists(
    st.lists(st.sampled_from("boat quay gull the will toll".split()), min_size=1, max_size=9), min_size=2, max_size=4
)


@given(sayings=SAYINGS)
@settings(max_examples=30)
def test_the_order_of_articles_turns_the_sides_and_nothing_else(sayings: list[list[str]]) -> None:
    documents = tell(*(article(" ".join(words), after="") for words in sayings))
    sourced = sourced_of(*(say(documents, f"d{place:02}", " ".join(words)) for place, words in enumerate(sayings)))
    table = compare_quotes(sourced, spoken_words(documents), documents)
    turned = compare_quotes(sourced, spoken_words(documents[::-1]), documents[::-1])
    assert set(table["fate"]) <= set(FATES)
    assert table.select((pl.col("kept", "score").is_between(0, 1)).all()).row(0) == (True, True)
    names = {f"{name}_{one}": f"{name}_{other}" for name in ("doc", "start", "text") for one, other in ("ab", "ba")}
    same = ["doc_a", "start_a", "text_a", "doc_b", "start_b", "text_b", "fate", "kept", "moved", "score"]
    assert_frame_equal(turned.rename(names).select(same), table.select(same), check_row_order=False)
