from __future__ import annotations

import time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.reading import read_corpus
from analysis.find.lists import read_list
from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.quotes import QUOTES, find_marks, find_quotes
from analysis.find.quotes.contents import LONGEST
from tests.conftest import as_documents


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Of each piece its type, text, cue and source."""
    documents = as_documents(text)
    return find_quotes(documents, parse(documents)).select("type", "text", "cue", "source").rows()


def kinds(text: str) -> list[tuple[str, str]]:
    return [(kind, piece) for kind, piece, _, _ in told(text)]


# --- direct -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("'", "'"), ("``", "''"), ("''", "''")],
)
def test_every_kind_of_mark(opening: str, closing: str) -> None:
    text = f"{opening}The harbour is full,{closing} the keeper said."
    assert told(text) == [("direct", "The harbour is full,", "said", "the keeper")]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("“The bridge is safe,” said Ada Low, the engineer.", "said", "Ada Low, the engineer"),
        ("“The bridge is safe,” the mayor told reporters.", "told", "the mayor"),
        ("The mayor said, “The bridge is safe,”", "said", "The mayor"),
        ("The mayor said: “The bridge is safe.”", "said", "The mayor"),
        ("In a letter to the town, the mayor wrote:\n\n“The bridge is safe.”", "wrote", "the mayor"),
    ],
)
def test_a_quotation_goes_to_the_reporting_word_beside_it(text: str, cue: str, source: str) -> None:
    ((kind, piece, *said),) = told(text)
    assert (kind, piece.rstrip(",.")) == ("direct", "The bridge is safe")
    assert said == [cue, source]


def test_what_the_source_splits_is_one_attribution() -> None:
    documents = as_documents('"The bridge is safe," the mayor said, "and it will open on Monday."')
    quotes = find_quotes(documents, parse(documents))
    assert quotes["text"].to_list() == ["The bridge is safe,", "and it will open on Monday."]
    assert quotes["attribution"].to_list() == [1, 1]
    assert quotes["source"].to_list() == ["the mayor", "the mayor"]


def test_a_floating_quotation_goes_on_with_the_source_before_it() -> None:
    rows = told("“The harbour is full,” said Ada Low. “No boat will leave.”")
    assert rows == [
        ("direct", "The harbour is full,", "said", "Ada Low"),
        ("direct", "No boat will leave.", "said", "Ada Low"),
    ]


def test_paragraphs_that_each_open_anew_have_one_source() -> None:
    rows = told("Ada Low said: “The harbour is full.\n\n“No boat will leave.\n\n“We are sorry,” she added.")
    assert [(piece, source) for _, piece, _, source in rows] == [
        ("The harbour is full.", "Ada Low"),
        ("No boat will leave.", "Ada Low"),
        ("We are sorry,", "she"),
    ]


def test_a_paragraph_without_a_quotation_ends_the_source() -> None:
    rows = told("“The harbour is full,” said Ada Low.\n\nThe pier was built in May.\n\n“No boat will leave.”")
    assert rows[-1] == ("direct", "No boat will leave.", "", "")


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    rows = told('The keeper said: "We saw no boats. We wait.\n\nThe harbour is empty in winter.')
    assert rows == [("direct", "We saw no boats. We wait.", "said", "The keeper")]


def test_a_quotation_in_a_quotation_belongs_to_the_outer_one() -> None:
    rows = told("“The keeper called it ‘a long day’ and left,” said Ada Low.")
    assert rows[0] == ("direct", "The keeper called it ‘a long day’ and left,", "said", "Ada Low")
    assert rows[1] == ("indirect", "it ‘a long day’", "called", "The keeper")


def test_a_source_is_no_name_in_the_quotation_itself() -> None:
    rows = told("“I find that Low can be loud, in a way, when the [harbour] is full,” the keeper said.")
    assert {source for kind, _, _, source in rows if kind == "direct"} == {"the keeper"}


def test_only_a_quotation_has_no_source() -> None:
    assert told("“The harbour is full.”") == [("direct", "The harbour is full.", "", "")]


def test_words_in_marks_under_a_reporting_noun_are_quoted() -> None:
    assert told("She was arrested on charges of “stealing ropes from boats”.") == [
        ("direct", "stealing ropes from boats", "charges", "")
    ]


# --- no quotation -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The “floating” pier was shut for a week.", [("scare", "floating")]),
        ("The book “The Long Harbour” won a prize.", [("title", "The Long Harbour")]),
        ("The law on “fishing boats of a foreign owner” was passed.", [("title", "fishing boats of a foreign owner")]),
        ("The plank is 5'10\" long and 6\" wide, and the boats' owners don't mind.", []),
        ("The harbour opened in May and the boats left.", []),
    ],
)
def test_scare_quotes_titles_and_measures_are_no_quotations(text: str, rows: list[tuple[str, str]]) -> None:
    assert kinds(text) == rows


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("The author of “The Long Dock” and “Salt” declined to comment.", ["The Long Dock", "Salt"]),
        ("Ada Low, the writer of “The Tides of May,” said she was glad.", ["The Tides of May,"]),
        ("The keeper said in the book “The Long Harbour” that boats are slow.", ["The Long Harbour"]),
        ("The story was long. “Nonsense,” he said.", []),
        ("The story: “Nonsense,” he said.", []),
        ("The author “Nonsense” said.", []),
        ("The report said “nothing of it”.", []),
    ],
)
def test_a_title_is_one_whatever_verb_follows(text: str, titles: list[str]) -> None:
    assert [piece for kind, piece in kinds(text) if kind == "title"] == titles


def test_scare_quotes_and_titles_are_no_attributions() -> None:
    documents = as_documents("The “floating” pier is in the book “The Long Harbour”.")
    quotes = find_quotes(documents, parse(documents))
    assert quotes["attribution"].to_list() == [None, None]
    assert quotes["cue_start"].to_list() == quotes["source_start"].to_list() == [None, None]


# --- mixed and indirect -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ("The mayor said that the pier was shut.", "that the pier was shut", "said", "The mayor"),
        ("The pier is shut, officials said.", "The pier is shut", "said", "officials"),
        ("According to the harbour office, the pier is shut.", "the pier is shut", "According to", "the harbour office"),
        ("The pier is shut, according to the harbour office.", "The pier is shut", "according to", "the harbour office"),
        ("In the words of the mayor, the pier was shut.", "the pier was shut", "In the words of", "the mayor"),
        ("As the mayor said, the pier is shut.", "the pier is shut", "said", "the mayor"),
        ("The engineers warned of heavy storms.", "heavy storms", "warned", "The engineers"),
        ("It was reported that the pier fell.", "that the pier fell", "reported", ""),
        ("The keeper was quoted as saying that the pier fell.", "that the pier fell", "saying", "The keeper"),
        ("In a statement, the office said it would shut the pier.", "it would shut the pier", "said", "the office"),
        ("The keeper made the claim that the boats leak.", "that the boats leak", "claim", "The keeper"),
        ("The men were held on suspicion of stealing ropes.", "stealing ropes", "suspicion", ""),
        ("The captain, who said the storm was near, left.", "the storm was near", "said", "who"),
        ("Low asked whether the bridge was safe.", "whether the bridge was safe", "asked", "Low"),
        ("The mayor accused the town of neglecting the pier.", "the town of neglecting the pier", "accused", "The mayor"),
        ("The town hopes to open the bridge in May.", "to open the bridge in May", "hopes", "The town"),
        ("THE MAYOR SAID THAT THE BRIDGE WAS SAFE.", "THAT THE BRIDGE WAS SAFE", "SAID", "THE MAYOR"),
        ("Officials: no boat will sail today", "no boat will sail today", ":", "Officials"),
    ],
)  # fmt: skip
def test_indirect(text: str, content: str, cue: str, source: str) -> None:
    assert told(text) == [("indirect", content, cue, source)]


def test_who_is_told_or_asked_something_does_not_say_it() -> None:
    """The parser takes this "told" for a past tense."""
    rows = told("When told how the crew feels, Ann Lee said that it’s not an issue.")
    assert [source for _, _, _, source in rows] == ["", "Ann Lee"]


@pytest.mark.parametrize(
    ("text", "pieces", "source"),
    [
        ("The bridge, said the mayor, will open on Monday.", ["The bridge", "will open on Monday"], "the mayor"),
        ("Nobody was there, remarks Low, except the keeper.", ["Nobody was there", "except the keeper"], "Low"),
        ("The pier is reportedly closed.", ["The pier is", "closed"], ""),
    ],
)
def test_the_source_put_into_the_content_is_cut_out(text: str, pieces: list[str], source: str) -> None:
    rows = told(text)
    assert [(kind, piece, given) for kind, piece, _, given in rows] == [("indirect", piece, source) for piece in pieces]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor said the town would “never sell” the old pier.", "the town would “never sell” the old pier"),
        ("The mayor called the storm “a nuisance”.", "the storm “a nuisance”"),
        ("The mayor said he was ''never late.''", "he was ''never late.''"),
    ],
)
def test_mixed_holds_its_marks(text: str, content: str) -> None:
    assert kinds(text) == [("mixed", content)]


def test_what_is_added_is_reported_by_its_own_word() -> None:
    rows = told("The mayor said the bridge was safe, adding that it would open soon.")
    assert [(piece, cue) for _, piece, cue, _ in rows] == [
        ("the bridge was safe", "said"),
        ("that it would open soon", "adding"),
    ]


@pytest.mark.parametrize("text", ["It should be noted that the harbour is full.", "A boat known as the Ark left."])
def test_what_nobody_is_told_to_say_is_not_attributed(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        ("said", "neutral"), ("confirmed", "endorsing"), ("claimed", "distancing"), ("announced", "declaring"),
        ("complained", "emotive"), ("believed", "thought"),
    ],
)  # fmt: skip
def test_the_class_of_the_cue(verb: str, kind: str) -> None:
    documents = as_documents(f"The mayor {verb} that the bridge was safe.")
    assert find_quotes(documents, parse(documents))["cue_class"].to_list() == [kind]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The mayor said that the pier was shut.", False),
        ("The mayor did not say that the pier was shut.", True),
        ("The office has never commented on the storm.", True),
        ("The mayor said that the pier was not shut.", False),
    ],
)
def test_whether_the_cue_is_denied(text: str, denied: bool) -> None:
    documents = as_documents(text)
    assert find_quotes(documents, parse(documents))["denied"].to_list() == [denied]


# --- the table ----------------------------------------------------------------------------------------------------


def test_offsets_texts_and_sentences_agree_over_documents() -> None:
    documents = as_documents("😀 The mayor said: “Go.” It rained.", "", "Low said that it rained.")
    quotes = find_quotes(documents, parse(documents))
    assert dict(quotes.schema) == QUOTES
    texts = dict(documents.rows())
    for row in quotes.iter_rows(named=True):
        text = texts[row["doc"]]
        assert row["text"] == text[row["start"] : row["end"]]
        assert row["cue"] == text[row["cue_start"] : row["cue_end"]]
        assert row["source"] == text[row["source_start"] : row["source_end"]]
        assert row["text"] in row["sentence"]
    assert quotes.select("doc", "cue").rows() == [("a", "said"), ("c", "said")]
    assert quotes.sort("doc", "start", "end").equals(quotes)


def test_nothing_is_found_where_nothing_is() -> None:
    nothing = pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})
    assert dict(find_quotes(as_documents(), nothing).schema) == QUOTES
    assert told("السلام عليكم يا صديقي") == []


PIECES = st.sampled_from(
    ["“", "”", '"', "'", "’", ",", ".", ":", "\n", "said", "Low", "the pier", "is", "shut", "that"]
)


@settings(max_examples=25)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_all_marks_are_settled_and_no_piece_lies_outside_of_the_text(text: str) -> None:
    documents = as_documents(text)
    quotes = find_quotes(documents, parse(documents))
    for start, end, piece in quotes.select("start", "end", "text").rows():
        assert 0 <= start < end <= len(text)
        assert piece == text[start:end]
    for _, start, end, _ in find_marks(documents).rows():
        assert any(row[0] < end and row[1] > start for row in quotes.select("start", "end").rows())


def as_tokens(words: list[tuple[str, str, str, int]], times: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A text of these words (word, part of speech, role, head) so many times over, parsed as one sentence each."""
    text, rows = "", []
    for sentence in range(times):
        for word, pos, dep, head in words:
            start, tag = len(text), {"VERB": "VBD"}.get(pos, "NN")
            row = (
                sentence,
                start,
                start + len(word),
                word.lower(),
                pos,
                tag,
                sentence * len(words) + head,
                dep,
                "",
                False,
            )
            rows.append(("a", *row))
            text += word + " "
    return as_documents(text), pl.DataFrame(rows, schema={"doc": pl.String, **TOKEN_SCHEMA}, orient="row")


@pytest.mark.parametrize(("shape", "times"), [("sentences", 25_000), ("chain", 10_000), ("star", 5_000)])
def test_fifty_thousand_marks_take_linear_time(shape: str, times: int) -> None:
    marked = [("“", "PUNCT", "punct", 4), ("Go", "VERB", "ccomp", 4), ("”", "PUNCT", "punct", 4)]
    documents, tokens = as_tokens([*marked, ("he", "PRON", "nsubj", 4), ("said", "VERB", "ROOT", 4)], times)
    last = tokens.height - 1
    heads = {  # the parser is lost: every word hangs on the one behind it, or all on the last
        "sentences": pl.col("head"),
        "chain": pl.min_horizontal(pl.int_range(1, pl.len() + 1), last),
        "star": pl.lit(last),
    }
    tokens = tokens.with_columns(head=heads[shape].cast(pl.UInt32), lemma=pl.col("lemma").replace("said", "say"))
    start = time.process_time()
    quotes = find_quotes(documents, tokens)
    assert time.process_time() - start < 15 * times / 25_000
    marks = find_marks(documents)
    assert marks.join(quotes, on=["doc", "start", "end"], how="semi").height == times


def test_a_content_by_the_parse_that_is_longer_than_any_sentence_is_left_out() -> None:
    words = [("said", "VERB", "ROOT", 0), *[("go", "VERB", "ccomp", 0)] + [("on", "ADV", "advmod", 1)] * LONGEST]
    documents, tokens = as_tokens(words, 1)
    tokens = tokens.with_columns(lemma=pl.col("lemma").replace("said", "say"))
    assert find_quotes(documents, tokens).is_empty()
    shorter = tokens.head(LONGEST)
    assert find_quotes(documents, shorter)["cue"].to_list() == ["said"]


# --- the lists and the seeds --------------------------------------------------------------------------------------


def test_the_list_of_reporting_words_is_in_order() -> None:
    words = read_list("reporting")
    assert words["word"].to_list() == sorted(set(words["word"]))
    assert set(words["kind"]) == {"neutral", "endorsing", "distancing", "declaring", "emotive", "thought"}
    parts = words["note"].str.split("; ").explode().str.extract(r"^(\w+): \S")
    assert set(parts) == {"verb", "noun", "adjective", "adverb", "phrase"}


def test_the_list_of_what_has_titles_is_in_order() -> None:
    words = read_list("titled")["word"].to_list()
    assert words == sorted(set(words))


def test_the_seeds(seeds) -> None:
    documents = read_corpus(seeds)
    quotes = find_quotes(documents, parse(documents))
    said = {(row["doc"], row["source"], row["cue"]): row["text"] for row in quotes.iter_rows(named=True)}
    opened = said["hizb-2024", "he", "said"]
    assert opened.startswith("There are more than 100 large") and opened.endswith("proactive measures.")
    assert said["hizb-2025", "", "charges"] == "recruiting people from Kyrgyzstan to fight in Ukraine."
    assert said["hizb-2022", "Elizabeth Trudeau", "said"].startswith("The US sees Kyrgyzstan as a strong partner.")
    assert said["hizb-2022", "IA 24.KG", "reported"].endswith("to participate in the exercises.")
    assert said["diplomat-2025", "the office", "said"].startswith("Sekerina is a citizen of Kyrgyzstan")
    of_umarov = quotes.filter(doc="meduza-2023").filter(pl.col("source").str.contains("Umarov"))
    assert set(of_umarov["cue"]) >= {"says", "notes", "explained", "remarks", "explains"}


def test_a_post_goes_to_its_signature() -> None:
    text = "The mayor spoke on Monday.\nThe pier is shut! We open in May. — Anna Low (@annalow) 3 May 2018\nGulls flew."
    documents = as_documents(text)
    rows = find_quotes(documents, parse(documents)).filter(type="direct").select("text", "source", "claim").rows()
    assert rows == [("The pier is shut! We open in May.", "Anna Low", True)]
