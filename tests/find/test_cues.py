from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.counts import count_cues
from analysis.corpus.exclusions import find_exclusions
from analysis.corpus.reading import read_corpus
from analysis.find.cues import SCHEMA, find_cues, find_imperatives, find_questions
from analysis.find.lexicons import Lexicon, built_in, read_lexicons
from analysis.find.parsing import TOKEN_SCHEMA, parse
from analysis.find.quotes import find_marks
from analysis.find.words import find_words, keep_words, lies_inside, read_words
from tests.conftest import as_documents, mark_quoted

UNPARSED = pl.DataFrame(schema={"doc": pl.String, **TOKEN_SCHEMA})

COMMANDS = {
    "Citizens of the valley: vote early, and bring a friend.": ["vote", "bring"],
    "Neighbours, bring your lamps and light the square.": ["bring", "light"],
    "Do not wait.": ["wait"],
    "Don't wait for the bus.": ["wait"],
    "Be careful on the ice.": ["Be"],
    "“Stop the train,” she said.": ["Stop"],
    "Read the report, then sign it.": ["Read"],
    "Never mix the two paints.": ["mix"],
    "They did not wait.": [],
    "We vote early.": [],
    "Children play and sing.": [],
    "You should vote early.": [],
    "He asked her to wait.": [],
    "To swim is fun.": [],
    "They let him sing.": [],
    "He helped plant a tree.": [],
    "The board insists that he leave now.": [],
    "It is vital that the pump be replaced.": [],
    "Who wants to wait?": [],
}
QUESTIONS = ["Who wants to wait?", "“Will it rain?”", "He asked: why now?!"]
STATEMENTS = ["The question is when.", "Rain fell.", "?"]


def lexicon(*cues: tuple[str, ...], name: str = "mine") -> Lexicon:
    """A lexicon of these cues: pattern, category and, where given, pos."""
    rows = [(*cue, "")[:3] for cue in cues]
    return Lexicon(name, "", "", "", "", pl.DataFrame(rows, schema=["pattern", "category", "pos"], orient="row"))


def hits(text: str, *lexicons: Lexicon) -> list[tuple[str, str]]:
    """The category and text of every hit, without a parse."""
    found = find_cues(read_words(["a"], [text]), UNPARSED, lexicons)
    return [(category, text[start:end]) for category, start, end in found.select("category", "start", "end").rows()]


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("no doubt", "No doubt, there is no  doubt.", ["No doubt", "no  doubt"]),
        ("no doubt", "No, doubt it. No\ndoubt. No (doubt).", ["No\ndoubt"]),
        ("no doubt", "no", []),
        ("fabricat*", "Fabric, fabricated, FABRICATIONS, fabricat", ["fabricated", "FABRICATIONS", "fabricat"]),
        ("call* on", "She called on him, calls upon her, and call on me", ["called on", "call on"]),
        ("it's", "It’s late and it's cold, its own.", ["It’s", "it's"]),
        ("don't", "Don’t go", ["Don’t"]),
        ("so-called", "the so-called cup, so called", ["so-called"]),
        ("u.s", "the U.S. team", ["U.S"]),
        ("the the", "the the the", ["the the", "the the"]),
    ],
)
def test_where_a_pattern_stands(pattern: str, text: str, found: list[str]) -> None:
    assert hits(text, lexicon((pattern, "x"))) == [("x", passage) for passage in found]


def test_a_hit_within_a_longer_one_of_the_same_lexicon_is_dropped() -> None:
    cues = [("no", "negator"), ("no doubt", "booster"), ("doubt", "hedge"), ("no doubt at all", "booster")]
    assert hits("No doubt. No doubt at all. No.", lexicon(*cues)) == [
        ("booster", "No doubt"),
        ("booster", "No doubt at all"),
        ("negator", "No"),
    ]


def test_hits_that_overlap_in_part_or_wholly_are_all_kept() -> None:
    assert hits("in fact sure", lexicon(("in fact", "x"), ("fact sure", "y"), ("in fact", "z"))) == [
        ("x", "in fact"),
        ("z", "in fact"),
        ("y", "fact sure"),
    ]


def test_lexicons_do_not_hide_each_others_hits() -> None:
    first, second = lexicon(("no doubt", "x"), name="first"), lexicon(("doubt", "y"), name="second")
    assert hits("no doubt", first, second) == [("x", "no doubt"), ("y", "doubt")]


def test_a_guard_hides_shorter_hits_and_is_none() -> None:
    assert hits("Not only rain, not snow.", lexicon(("not only", "-"), ("not", "negator"))) == [("negator", "not")]


def test_the_voice_is_that_of_the_word_a_hit_begins_with() -> None:
    text = "No doubt, “no doubt” he said"
    documents = as_documents(text)
    words = mark_quoted(read_words(["a"], [text]), find_marks(documents))
    found = find_cues(words, UNPARSED, [lexicon(("no doubt", "booster"))])
    assert found.rows() == [
        ("mine", "booster", "no doubt", "a", 0, 8, "author"),
        ("mine", "booster", "no doubt", "a", 11, 19, "quoted"),
    ]
    assert dict(found.schema) == SCHEMA


def test_hits_do_not_run_from_one_text_into_the_next_or_over_words_left_out() -> None:
    words = read_words(["a", "b"], ["there is no", "doubt no big doubt"])
    cues = [lexicon(("no doubt", "x"))]
    assert find_cues(words, UNPARSED, cues).is_empty()
    assert find_cues(keep_words(words, words.ids != words.vocabulary.index("big")), UNPARSED, cues).is_empty()


def test_nothing_to_find_gives_an_empty_table() -> None:
    for words in (read_words([], []), read_words(["a"], [""]), read_words(["a"], ["rain"])):
        assert find_cues(words, UNPARSED, []).is_empty()
        assert find_cues(words, UNPARSED, [lexicon(("snow", "x"), ("<question>", "y"))]).is_empty()


def test_more_hits_than_there_was_room_for() -> None:
    cues = [(f"a{'*' * (number > 0)}", f"c{number}") for number in range(5)]
    assert len(hits("a " * 1000, lexicon(*cues))) == 5000


@given(st.lists(st.sampled_from(["no", "doubt", "rain", "rained", ",", "\n"]), max_size=25).map(" ".join))
def test_matching_equals_a_plain_search(text: str) -> None:
    words = read_words(["a"], [text])
    read = [words.vocabulary[word] for word in words.ids]
    plain = []
    for at, word in enumerate(read):
        if word.startswith("rain"):
            plain.append(("x", word))
        if read[at : at + 2] == ["no", "doubt"] and words.joined[at + 1]:
            plain.append(("y", "no doubt"))
    found = hits(text, lexicon(("rain*", "x"), ("no doubt", "y")))
    assert [(category, " ".join(passage.split())) for category, passage in found] == plain


# --- what needs the parse -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sentences() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Hand-made sentences, each a line of one text, and their parse."""
    lines = [*COMMANDS, *QUESTIONS, *STATEMENTS, "The talks may resume in May.", "May we go?", "He must, they say."]
    documents = as_documents("\n".join(lines))
    return documents, parse(documents)


def on_line(found: pl.DataFrame, text: str, line: str) -> list[str]:
    """The texts of the spans that begin on this line."""
    first = f"\n{text}\n".index(f"\n{line}\n")
    spans = found.sort("start").select("start", "end").rows()
    return [text[start:end] for start, end in spans if first <= start < first + len(line)]


@pytest.mark.parametrize(("sentence", "verbs"), COMMANDS.items())
def test_commands(sentences, sentence: str, verbs: list[str]) -> None:
    documents, tokens = sentences
    assert on_line(find_imperatives(tokens), documents["text"][0], sentence) == verbs


@pytest.mark.parametrize("sentence", QUESTIONS)
def test_questions_from_their_first_word(sentences, sentence: str) -> None:
    documents, tokens = sentences
    (question,) = on_line(find_questions(tokens), documents["text"][0], sentence)
    assert sentence.endswith(question)
    assert question[0].isalpha()


@pytest.mark.parametrize("sentence", [*STATEMENTS, "Rain fell.", "They did not wait."])
def test_no_questions(sentences, sentence: str) -> None:
    documents, tokens = sentences
    assert on_line(find_questions(tokens), documents["text"][0], sentence) == []


def test_a_cue_may_ask_for_a_part_of_speech(sentences) -> None:
    documents, tokens = sentences
    text = documents["text"][0]
    words = find_words(documents)
    found = find_cues(words, tokens, [lexicon(("may", "modal", "AUX"), ("may", "month", "PROPN"), ("may", "any"))])
    of_line = found.filter(pl.col("start") >= text.index("The talks may")).select("category", "start")
    verb, month, asked = (text.index(line) + shift for line, shift in [("talks may", 6), ("in May.", 3), ("May we", 0)])
    assert of_line.rows() == [
        ("modal", verb), ("any", verb), ("month", month), ("any", month), ("modal", asked), ("any", asked),
    ]  # fmt: skip


def test_a_cue_may_ask_for_a_penn_tag_or_for_one_of_several(sentences) -> None:
    documents, tokens = sentences
    words = find_words(documents)
    many = find_cues(words, tokens, [lexicon(("may", "x", "VB|MD"))])
    assert many.height == find_cues(words, tokens, [lexicon(("may", "x", "AUX"))]).height == 2


def test_structures_are_hits_like_others_and_a_longer_cue_hides_a_command(sentences) -> None:
    documents, tokens = sentences
    cues = lexicon(
        ("<imperative>", "directive"), ("<question>", "question"), ("do not wait", "warning"), ("who", "asker")
    )
    found = find_cues(find_words(documents), tokens, [cues])
    text = documents["text"][0]
    at = text.index("\nDo not wait.") + 1
    assert found.filter(pl.col("start").is_between(at, at + 11)).select("category", "start", "end").rows() == [
        ("warning", at, at + 11)
    ]
    at = text.index("Who wants to wait?")
    assert found.filter(pl.col("start") == at).select("category", "end").rows() == [
        ("asker", at + 3),
        ("question", at + 18),
    ]


# --- invariants on the seeds ----------------------------------------------------------------------------------------


def test_hits_are_spans_once_each_and_none_lies_in_a_passage_left_out(seeds) -> None:
    documents = read_corpus(seeds)
    exclusions, tokens = find_exclusions(documents), parse(documents)
    words = mark_quoted(find_words(documents), find_marks(documents))
    counted = keep_words(words, ~lies_inside(words, exclusions))
    lexicons = read_lexicons(built_in())
    found = find_cues(counted, tokens, lexicons)
    assert found.height > 300
    assert found.select("lexicon", "category", "pattern", "doc", "start", "end").is_duplicated().sum() == 0
    for voice, spans in (("all", found), *found.partition_by("voice", as_dict=True).items()):
        counts = count_cues(found, counted, lexicons, voice if voice == "all" else voice[0])
        assert counts.counts.sum() == spans.height
    inside = found.join(exclusions.select("doc", first="start", last="end"), on="doc").filter(
        (pl.col("start") >= pl.col("first")) & (pl.col("start") < pl.col("last"))
    )
    assert inside.is_empty()
    assert set(found["voice"]) == {"author", "quoted"}
    everything = find_cues(words, tokens, lexicons)
    assert everything.height > found.height
