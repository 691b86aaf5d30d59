from __future__ import annotations

import polars as pl
import pytest

from analysis.compare.overlap import PASSAGES, find_passages
from analysis.compare.reuse import BORROWED, REUSE, borrowed_spans, find_reuse
from analysis.find.quotes import QUOTES
from analysis.find.words import keep_words, lies_inside
from tests.compare.conftest import NO_MENTIONS, make_documents, words_of

pytestmark = pytest.mark.filterwarnings("error")
SOURCED = {**QUOTES, "actor": pl.String}


TOLD = "the crane on the old pier was taken down"
MARKED, PLAIN = f"“{TOLD}”", f" {TOLD} "


def dated(a: str | None, b: str | None, text_a: str = PLAIN, text_b: str = PLAIN) -> pl.DataFrame:
    columns = {"doc": ["a", "b"], "date": [a, b], "text": [text_a, text_b]}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def share(kind: str = "wording", text_a: str = TOLD, text_b: str = "") -> pl.DataFrame:
    """One passage, from 1 to 41 in both."""
    row = ("e", "a", 1, 41, "b", 1, 41, 9, kind, text_a, text_b or text_a)
    return pl.DataFrame([row], schema=PASSAGES, orient="row")


def quote(*rows: tuple[str, int, int, str], kind: str = "direct") -> pl.DataFrame:
    columns = ("doc", "start", "end", "source")
    table = pl.DataFrame(list(rows), schema={name: QUOTES[name] for name in columns}, orient="row")
    empty = [pl.lit(None, of).alias(name) for name, of in SOURCED.items() if name not in (*columns, "type")]
    return table.with_columns(pl.lit(kind).alias("type"), *empty).select(SOURCED.keys())


def tell(quotes: pl.DataFrame, a: str | None, b: str | None) -> dict:
    table = find_reuse(share(), dated(a, b), quotes)
    assert table.schema == REUSE
    return table.row(0, named=True)


# --- which came first -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "order", "earlier"),
    [
        ("2025-03-01", "2025-03-02", "a first", "a"), ("2025-03-02", "2025-03-01", "b first", "b"),
        ("2025-03-01", "2025-03-01", "same day", None), ("2025-03", "2025-03-31", "unknown", None),
        ("2025-03", "2025-04-01", "a first", "a"), ("2025", "2024", "b first", "b"), ("2025", "2025", "unknown", None),
        (None, "2025-03-01", "unknown", None), (None, None, "unknown", None),
    ],
)  # fmt: skip
def test_the_order_is_told_where_the_dates_allow_no_other(
    a: str | None, b: str | None, order: str, earlier: str | None
) -> None:
    row = tell(quote(), a, b)
    later = {"a": "b", "b": "a", None: None}[earlier]
    assert (row["order"], row["earlier"], row["later"]) == (order, earlier, later)


# --- who is quoted --------------------------------------------------------------------------------------------------


def tell_kind(text_a: str, text_b: str, shared: str = TOLD) -> str:
    """The kind of what two texts share, from its first word to its last."""
    first, *_, last = shared.split()
    spans = [(text.index(first), text.index(last) + len(last)) for text in (text_a, text_b)]
    sides = [(doc, *span) for doc, span in zip("ab", spans, strict=True)]
    row = ("e", *sides[0], *sides[1], len(shared.split()), "wording", shared, shared)
    passages = pl.DataFrame([row], schema=PASSAGES, orient="row")
    return find_reuse(passages, dated(None, None, text_a, text_b), quote())["kind"][0]


def name_source(*quotes: tuple[str, int, int, str]) -> str | None:
    documents = dated(None, None, MARKED, MARKED)
    return find_reuse(share(), documents, quote(*quotes))["source"][0]


def test_the_source_that_both_name_by_the_longer_name() -> None:
    assert name_source(("a", 1, 41, "Low"), ("b", 1, 41, "Ann Low")) == "Ann Low"


def test_sources_that_differ_or_are_not_told() -> None:
    assert name_source(("a", 1, 41, "Low"), ("b", 1, 41, "Marsh")) is None
    assert name_source(("a", 1, 41, ""), ("b", 1, 41, "Marsh")) is None


def test_what_only_one_quotes_has_no_source() -> None:
    quotes = quote(("a", 1, 41, "Low"), ("b", 1, 41, "Low"))
    assert find_reuse(share(), dated(None, None, MARKED), quotes)["source"][0] is None


@pytest.mark.parametrize(
    ("text_a", "text_b", "kind"),
    [
        (MARKED, MARKED, "quoted by both"), (MARKED, PLAIN, "quoted by one"), (PLAIN, MARKED, "quoted by one"),
        (PLAIN, PLAIN, "quoted by none"),
        (f"“It fell. {TOLD}. It rusts.”", MARKED, "quoted by both"),  # opened a sentence earlier
        ("“the crane on the old pier”, she said, “was taken down”", MARKED, "quoted by both"),  # in two pieces
        ("“the crane on the old pier was” taken down", MARKED, "quoted by both"),  # 29 of 40 characters in both
        ("the crane on “the old pier” was taken down", MARKED, "quoted by one"),  # 12 in both, 28 in one
        ("“the crane on the old pier” was taken down", "“the crane on the old pier” was taken down", "quoted by both"),
        ("the crane on “the old pier” was taken down", "the crane on “the old pier” was taken down", "quoted by none"),
        ("‘the crane’ on the “old” pier was taken down", PLAIN, "quoted by none"),
        ("“the crane on the old pier was (see our picture) taken down”", MARKED, "quoted by both"),
    ],
)  # fmt: skip
def test_the_kind_is_what_most_of_the_characters_are(text_a: str, text_b: str, kind: str) -> None:
    assert tell_kind(text_a, text_b) == kind
    assert tell_kind(text_b, text_a) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("'It fell. {}.\n'It rusts,' she said.", "quoted by both"),  # the next paragraph opens anew
        ("She wrote: 'It fell. {}.\nThat was all.", "quoted by both"),
        ("'It fell,' she wrote. {}.\nThat was all.", "quoted by one"),  # closed before
        ("She saw 'em. {}.\nThat was all.", "quoted by one"),  # an apostrophe
        ("'It fell.\n{}.\nThat was all.", "quoted by one"),  # it ends with its paragraph
    ],
)
def test_a_single_mark_that_is_left_open_ends_with_its_paragraph(text: str, kind: str) -> None:
    assert tell_kind(text.format(TOLD), MARKED) == kind


def test_what_is_left_out_between_shared_words_makes_no_part_smaller() -> None:
    """The passage ends with a word behind a caption, which is longer than all that is quoted."""
    quoted = "“the crane on the old pier was taken”"
    caption = "A picture of the harbour in the morning, before anybody came to work there."
    assert tell_kind(f"{quoted} {caption} down", f"{quoted} down") == "quoted by both"


def test_what_is_told_without_marks_is_no_quotation() -> None:
    quotes = quote(("a", 1, 41, "Low"), ("b", 1, 41, "Low"), kind="mixed")
    assert find_reuse(share(), dated(None, None), quotes)["kind"][0] == "quoted by none"


# --- what is taken over ---------------------------------------------------------------------------------------------


def takes(text_a: str, text_b: str = "", documents: pl.DataFrame | None = None) -> bool:
    told = dated(None, None) if documents is None else documents
    return find_reuse(share("wording", text_a, text_b), told, quote()).height == 1


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("the crane was taken down before heavy rain", True),  # eight words
        ("the crane was taken down before rain", False),
        ("the tip of the iceberg and of the crane", False),  # nine words, of content tip, iceberg and crane
        ("the tip of the iceberg and of the crane fell", True),
        ("the Harbour Office for", False),
        ("the Office of the Old Harbour at the Far Pier", False),  # ten words, all name
        ("by the end of the", False),
        ("the Harbour Office of Westhaven said heavy rain fell early", False),  # five words after the name
        ("the crane was taken down before heavy rain at Westhaven", True),  # eight before it
        ("the crane was taken at Westhaven before heavy rain fell", True),  # a name between counts as a word
        ("the crane was taken down early at Westhaven Pier", False),  # six words before the name, of nine
    ],
)
def test_eight_words_without_the_names_at_the_edges_are_taken_over(text: str, taken: bool) -> None:
    assert takes(text) is taken


def test_what_one_text_writes_small_is_no_name() -> None:
    upper = "The Crane Was Taken Down Before Heavy Rain"
    assert not takes(upper)
    assert takes(upper, upper.lower())
    assert takes(upper.lower(), upper)


def spread(*texts: str, documents: int) -> pl.DataFrame:
    """So many documents, of which the first have these texts and the others none of their words."""
    return make_documents(*(("x", None, text) for text in (*texts, *["Fog."] * (documents - len(texts))))).with_columns(
        date=pl.lit(None, pl.String)
    )


def test_three_rare_words_are_taken_over() -> None:
    """Rare is what one document in twenty has: two of forty, three of sixty."""
    short = "limpets encrust sluices"
    assert takes(short, documents=spread(short, short, documents=40))
    assert not takes(short, documents=spread(short, short, documents=39))
    assert not takes(short, documents=spread(short, short, "limpets", documents=59))
    assert takes(short, documents=spread(short, short, "limpets", documents=60))


@pytest.mark.parametrize("text", ["limpets encrust", "limpets encrust limpets", "Limpets Encrust sluices"])
def test_two_rare_words_and_names_are_not_enough(text: str) -> None:
    assert not takes(text, documents=spread(text, text, documents=100))


def test_function_words_are_never_rare() -> None:
    text = "limpets encrust throughout"
    assert not takes(text, documents=spread(text, text, documents=100))


def test_what_is_known_as_a_name_is_no_reuse() -> None:
    assert find_reuse(share("name"), dated(None, None), quote()).height == 0


# --- what is borrowed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "text_a", "text_b", "docs"),
    [
        ("2025-03-01", "2025-03-02", PLAIN, PLAIN, ["b"]), ("2025-03-02", "2025-03-01", PLAIN, PLAIN, ["a"]),
        (None, "2025-03-01", PLAIN, PLAIN, ["a", "b"]), ("2025-03-01", "2025-03-02", MARKED, MARKED, ["a", "b"]),
        ("2025-03-01", "2025-03-02", MARKED, PLAIN, ["b"]),
    ],
)  # fmt: skip
def test_borrowed_words(a: str | None, b: str, text_a: str, text_b: str, docs: list[str]) -> None:
    table = borrowed_spans(find_reuse(share(), dated(a, b, text_a, text_b), quote()))
    assert table.schema == BORROWED
    assert table.rows() == [(doc, 1, 41) for doc in docs]


def test_own_words_are_what_is_left() -> None:
    shared = "the crane on the old pier was taken down"
    documents = make_documents(("x", "e", f"Today {shared}."), ("y", "e", f"As said, {shared}, and sold."))
    documents = documents.with_columns(date=pl.Series(["2025-03-01", "2025-03-09"]))
    words = words_of(documents)
    reuse = find_reuse(find_passages(words, documents, NO_MENTIONS), documents, quote())
    own = keep_words(words, ~lies_inside(words, borrowed_spans(reuse)))
    left = [[own.vocabulary[word] for word in own.ids[own.bounds[place] : own.bounds[place + 1]]] for place in (0, 1)]
    assert left == [["today", *shared.split()], ["as", "said", "and", "sold"]]


def test_three_reports_borrow_a_passage_once_each() -> None:
    shared = "the crane on the old pier was taken down"
    documents = make_documents(*(("x", "e", shared) for _ in range(3)))
    documents = documents.with_columns(date=pl.Series(["2025-03-01", "2025-03-02", "2025-03-03"]))
    reuse = find_reuse(find_passages(words_of(documents), documents, NO_MENTIONS), documents, quote())
    assert borrowed_spans(reuse).rows() == [("d01", 0, len(shared)), ("d02", 0, len(shared))]


def test_nothing_shared() -> None:
    reuse = find_reuse(share().clear(), dated(None, None), quote())
    assert (reuse.schema, reuse.height) == (REUSE, 0)
    assert borrowed_spans(reuse).schema == BORROWED
