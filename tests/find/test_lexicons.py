from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

import polars as pl
import pytest

from analysis.find.cues import find_cues
from analysis.find.lexicons import (
    FACTS,
    GUARD,
    STRUCTURES,
    Lexicon,
    built_in,
    check_pattern,
    read_lexicons,
    split_piece,
)
from analysis.find.parsing import parse
from analysis.find.words import find_words
from tests.conftest import error_of

HEAD = "# title: Mine\n# source: me\n# licence: CC0-1.0\n# about: What it shows.\n"
COLUMNS = "pattern\tcategory\tpos\tnote\texample\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.tsv"


def error_with(path: Path, content: str) -> str:
    path.write_text(content)
    return error_of(read_lexicons, [str(path)])


# --- the lists that come with Parallax ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lexicons() -> list[Lexicon]:
    return read_lexicons(built_in())


@pytest.fixture(scope="module")
def hits(lexicons: list[Lexicon]) -> dict[tuple[str, int], list[tuple[str, str]]]:
    """For each lexicon and row of it the category and pattern of its own cues found in the row's example.

    The examples of a lexicon are the lines of one text, which are parsed one by one, so that one parse does for all.
    """
    texts = {lexicon.name: "\n".join(lexicon.cues["example"]) for lexicon in lexicons}
    documents = pl.DataFrame({"doc": list(texts), "text": list(texts.values())})
    found = find_cues(find_words(documents), parse(documents), lexicons).filter(pl.col("lexicon") == pl.col("doc"))
    ends = {name: [at for at, letter in enumerate(text) if letter == "\n"] for name, text in texts.items()}
    table: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for name, category, pattern, start in found.select("lexicon", "category", "pattern", "start").iter_rows():
        table.setdefault((name, bisect_right(ends[name], start)), []).append((category, pattern))
    return table


def test_the_lists_are_there(lexicons: list[Lexicon]) -> None:
    names = ["frames-functions", "frames-generic", "frames-policy", "loaded", "modality", "negation", "stance"]
    assert [lexicon.name for lexicon in lexicons] == names == built_in()


def test_each_list_says_what_it_is_and_may_be_used_freely(lexicons: list[Lexicon]) -> None:
    for lexicon in lexicons:
        assert all(getattr(lexicon, fact) for fact in FACTS), lexicon.name
        assert lexicon.licence == "CC0-1.0"


def test_each_row_has_an_example_on_one_line_and_a_category_that_is_a_word(lexicons: list[Lexicon]) -> None:
    for lexicon in lexicons:
        assert lexicon.cues.filter(~pl.col("example").str.contains(r"^[A-Z].*[.?!]$")).rows() == []
        assert lexicon.cues.filter(~pl.col("category").str.contains(r"^([a-z]+(_[a-z]+)*|-)$")).rows() == []
        assert GUARD not in lexicon.categories


def test_each_example_holds_exactly_its_own_cue(lexicons: list[Lexicon], hits: dict) -> None:
    wrong = []
    for lexicon in lexicons:
        for row, (pattern, category) in enumerate(lexicon.cues.select("pattern", "category").iter_rows()):
            own = [] if category == GUARD else [(category, pattern)]
            found = hits.get((lexicon.name, row), [])
            # an address to the reader is often a command besides
            besides = [] if category not in ("directive", "reader_address") else list(STRUCTURES)
            if [hit for hit in found if hit in own or hit[1] not in besides] != own:
                wrong.append((lexicon.name, pattern, category, found))
    assert wrong == []


# --- files of one's own ---------------------------------------------------------------------------------------------


def test_a_file_of_ones_own_is_read(path: Path) -> None:
    rows = "may\thedge\tAUX|MD\tthe verb\tIt may rain.\nmayor of*\t-\t\t\t\nsure\tbooster\n"
    path.write_text(f"# a comment\n{HEAD}\n{COLUMNS}{rows}")
    (lexicon,) = read_lexicons([str(path)])
    assert lexicon[:5] == ("mine", "Mine", "me", "CC0-1.0", "What it shows.")
    assert lexicon.categories == ["hedge", "booster"]
    assert lexicon.cues.rows() == [
        ("may", "hedge", "AUX|MD", "the verb", "It may rain."),
        ("mayor of*", "-", "", "", ""),
        ("sure", "booster", "", "", ""),
    ]


def test_columns_may_stand_in_another_order(path: Path) -> None:
    path.write_text(f"{HEAD}category\tpattern\nhedge\tmaybe\n")
    assert read_lexicons([str(path)])[0].cues.row(0) == ("maybe", "hedge", "", "", "")


def test_an_unknown_name_offers_the_names_there_are() -> None:
    names = "frames-functions, frames-generic, frames-policy, loaded, modality, negation, stance"
    assert error_of(read_lexicons, ["stanse"]) == (
        f"lexicons: given 'stanse'; allowed: {names}, or the path of a .tsv file; did you mean 'stance'?"
    )


@pytest.mark.parametrize("name", ["none.tsv", "./none", "a\\none"])
def test_a_path_that_is_not_there(name: str) -> None:
    assert error_of(read_lexicons, [name]) == (
        f"lexicons: given {name!r}; allowed: the path of a .tsv file; there is no such file"
    )


def test_a_name_given_twice(path: Path) -> None:
    named = path.with_name("stance.tsv")
    named.write_text(f"{HEAD}{COLUMNS}maybe\thedge\n")
    message = "lexicons: given stance more than once; allowed: each name once; rename a file"
    assert error_of(read_lexicons, ["stance", "stance"]) == message
    assert error_of(read_lexicons, ["stance", str(named)]) == message


def test_a_file_that_does_not_say_what_it_is(path: Path) -> None:
    assert error_with(path, f"# title: Mine\n# about:\n{COLUMNS}maybe\thedge\n") == (
        "mine.tsv: missing source, licence, about; allowed: title, source, licence, about; "
        "begin the file with lines such as '# source: …'"
    )


@pytest.mark.parametrize(
    ("content", "missing", "given"),
    [
        ("pattern,category\n", "pattern, category", "pattern,category"),
        ("", "pattern, category", "nothing"),
        ("pattern\tkind\nmaybe\thedge\n", "category", "pattern, kind"),
    ],
)
def test_a_file_without_its_columns(path: Path, content: str, missing: str, given: str) -> None:
    assert error_with(path, HEAD + content) == (
        f"mine.tsv: missing column {missing}; given: {given}; "
        "allowed: pattern, category, pos, note, example, parted by tabs"
    )


def test_a_file_without_cues(path: Path) -> None:
    assert error_with(path, HEAD + COLUMNS) == (
        "mine.tsv: 1 problem\n  cues: given 'none'; allowed: one row a cue; write one"
    )


def test_all_problems_of_a_file_are_told_at_once(path: Path) -> None:
    rows = "maybe\t\nno, doubt\tbooster\nmay\thedge\tAUX|VREB\nMAY\thedge\nmay\tmodal\n?\tbooster\nfab*ric\tbooster\n"
    assert error_with(path, HEAD + COLUMNS + rows) == (
        "mine.tsv: 6 problems\n"
        "  line 6, column category: given ''; allowed: a word; say what 'maybe' is a cue of\n"
        "  line 7, column pattern: given 'no, doubt'; allowed: words as they are read, with * at an end; "
        "it is read as 'no doubt'\n"
        "  line 8, column pos: given 'VREB'; allowed: universal or Penn tags, such as AUX or VB; parted by |\n"
        "  line 9, column pattern: given 'MAY'; allowed: each cue once; it stands in line 8 already\n"
        "  line 11, column pattern: given '?'; allowed: words as they are read, with * at an end; "
        "write at least one word\n"
        "  line 12, column pattern: given 'fab*ric'; allowed: words as they are read, with * at an end; "
        "it is read as 'fabric'"
    )


def test_a_file_that_is_not_utf_8(path: Path) -> None:
    path.write_bytes((HEAD + COLUMNS + "café\tplace\n").encode("cp1252"))
    assert error_of(read_lexicons, [str(path)]) == (
        "mine.tsv: given 'the bytes e9 09 70 6c at 107'; allowed: text in utf-8; save the file as UTF-8; "
        "it reads as cp1252: add -p encoding=cp1252"
    )


# --- patterns -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", ["no doubt", "so-called", "fabricat*", "it’s", "u.s", "1*", "<question>"])
def test_patterns_that_can_be_found(pattern: str) -> None:
    assert check_pattern(pattern) is None


@pytest.mark.parametrize("pattern", ["u.s.", "(no)", "end.", "a,b", "", "*"])
def test_patterns_that_no_text_could_hold(pattern: str) -> None:
    assert check_pattern(pattern) is not None


def test_a_piece_of_a_pattern_is_split_as_texts_are() -> None:
    assert split_piece("team's") == ("team", "'s")
    assert split_piece("Teams*") == ("teams*",)
    assert split_piece("!") == ()
