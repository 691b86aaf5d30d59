from __future__ import annotations

import pytest
from pydantic import ValidationError

from analysis.report.settings import LEXICONS, Settings, check_settings, read_parameters, take_settings
from tests.conftest import error_of

NAMES = (
    "corpus, out, contrast, event, lexicons, ngrams, min_count, quoted, excluded, alpha, seed, shuffles, target, aliases, metonyms, "
    "reused, passage_words, model, encoding"
)
WRONG = [
    ("ngrams", "0", "the longest phrase in words, 1 to 5", "4"),
    ("ngrams", "6", "the longest phrase in words, 1 to 5", "4"),
    ("ngrams", "two", "the longest phrase in words, 1 to 5", "4"),
    ("ngrams", "2.5", "the longest phrase in words, 1 to 5", "4"),
    ("min_count", "0", "how often a term must occur to be compared, 1 or more", "3"),
    ("passage_words", "2", "the shortest shared passage in words, 3 or more", "5"),
    ("alpha", "0", "a number between 0 and 1: the false discovery rate that findings allow", "0.05"),
    ("alpha", "1", "a number between 0 and 1: the false discovery rate that findings allow", "0.05"),
    ("alpha", "nan", "a number between 0 and 1: the false discovery rate that findings allow", "0.05"),
    ("seed", "-1", "a whole number from 0: the start of all that is drawn by chance", "1"),
    ("shuffles", "18", "a whole number from 19: how often groups' names are dealt out by chance for comparison", "100"),
    ("quoted", "both", "in, out or split: others' words counted with the author's, left out, or apart", "'split'"),
    ("excluded", "", "out or in: passages that are not running text left out or counted", "'out'"),
    ("corpus", "", "a corpus folder or table", "'../seeds'"),
]


# --- the settings -------------------------------------------------------------------------------------------------


def test_what_is_given_replaces_the_default_and_all_else_stays() -> None:
    settings = check_settings({"ngrams": "2", "alpha": "0.1", "contrast": ["news", "advocacy"], "quoted": "in"})
    given = {"ngrams": 2, "alpha": 0.1, "contrast": ["news", "advocacy"], "quoted": "in"}
    assert settings.model_dump() == Settings().model_dump() | given


def test_the_ends_of_every_range_are_allowed() -> None:
    settings = check_settings({"ngrams": 5, "min_count": 1, "seed": 0, "shuffles": 19, "passage_words": 3})
    assert (settings.ngrams, settings.min_count, settings.seed, settings.passage_words) == (5, 1, 0, 3)
    assert (settings.shuffles, Settings().target) == (19, "")
    assert check_settings({"ngrams": 1}).ngrams == 1


@pytest.mark.parametrize(("name", "value", "allowed", "default"), WRONG)
def test_a_wrong_value_is_named_with_what_is_allowed(name: str, value: str, allowed: str, default: str) -> None:
    assert error_of(check_settings, {name: value}) == (
        f"parameters: 1 problem\n  parameter {name}: given {value!r}; allowed: {allowed}; leave it out for {default}"
    )


def test_no_lexicon_is_none_to_count_with() -> None:
    assert error_of(check_settings, {"lexicons": []}) == (
        "parameters: 1 problem\n  parameter lexicons: given '[]'; allowed: names of built-in lexicons or paths of .tsv files; "
        f"leave it out for {list(LEXICONS)!r}"
    )


def test_an_unknown_parameter_is_named_with_the_nearest() -> None:
    assert error_of(check_settings, {"mincount": "5"}) == (
        f"parameters: 1 problem\n  parameter: given 'mincount'; allowed: {NAMES}; "
        "there is no such parameter; did you mean 'min_count'?"
    )


def test_an_unknown_parameter_that_is_like_none() -> None:
    assert error_of(check_settings, {"zzz": "5"}) == (
        f"parameters: 1 problem\n  parameter: given 'zzz'; allowed: {NAMES}; there is no such parameter"
    )


def test_all_that_is_wrong_is_said_at_once() -> None:
    message = error_of(check_settings, {"ngrams": "nine", "alpha": "2", "sed": "1"})
    assert message.splitlines()[0] == "parameters: 3 problems"
    assert [line.split(":")[0].strip() for line in message.splitlines()[1:]] == [
        "parameter ngrams", "parameter alpha", "parameter",
    ]  # fmt: skip


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().ngrams = 2


def test_lexicons_whose_file_begins_with_frames_are_frames() -> None:
    settings = check_settings({"lexicons": ["stance", "frames-generic", "my/frames/hedges.tsv", "mine/frames-own.tsv"]})
    assert settings.stance_lexicons == ["stance", "my/frames/hedges.tsv"]
    assert settings.frame_lexicons == ["frames-generic", "mine/frames-own.tsv"]


def test_settings_are_taken_from_among_other_names() -> None:
    given = Settings().model_dump() | {"ngrams": 2, "target": "harbour", "__name__": "__main__", "other": object()}
    settings = take_settings(given)
    assert settings.model_dump() == Settings().model_dump() | {"ngrams": 2, "target": "harbour"}
    assert error_of(take_settings, given | {"shuffles": 3}) == (
        "parameters: 1 problem\n  parameter shuffles: given '3'; allowed: a whole number from 19: how often groups' names are "
        "dealt out by chance for comparison; leave it out for 100"
    )


# --- what the command line gives ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("seed=7", "7"),
        ("event=Osh = 2025", "Osh = 2025"),  # only the first sign parts
        ("event=", ""),
        ("contrast=news,advocacy", ["news", "advocacy"]),
        ("contrast= news , advocacy ,", ["news", "advocacy"]),
        ("contrast=", []),
        ('contrast=["news, local", "advocacy"]', ["news, local", "advocacy"]),
        ("lexicons=stance", ["stance"]),
    ],
)
def test_pairs_become_values(pair: str, value: object) -> None:
    assert read_parameters([pair]) == {pair.split("=")[0]: value}


def test_the_last_of_two_values_counts_and_none_is_nothing() -> None:
    assert read_parameters(["seed=1", "seed=2"]) == {"seed": "2"}
    assert read_parameters([]) == {}


def test_a_pair_without_a_sign() -> None:
    assert error_of(read_parameters, ["seed"]) == (
        "parameter: given 'seed'; allowed: name=value; write for example -p min_count=5"
    )


def test_a_list_that_is_no_json() -> None:
    assert error_of(read_parameters, ["contrast=[news, advocacy]"]) == (
        'parameter: given \'[news, advocacy]\'; allowed: a list such as a,b or ["a", "b"]'
    )
