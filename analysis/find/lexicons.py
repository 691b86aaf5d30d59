"""Lexicons: lists of cues as data, read and checked.

A lexicon is a TSV file: comment lines with title, source, licence and what a hit means, then one row a cue (pattern,
category, pos, note, example). A pattern is words with spaces between them; `*` stands for any ending of a word; `pos`
names the tags its first word may have; a row of category `-` is no cue and guards a phrase against shorter ones;
`<question>` and `<imperative>` are found from the syntax.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from analysis.corpus.manifest import decode
from analysis.corpus.problems import InputError, Problem, nearest, raise_problems
from analysis.find.words import read_words

FOLDER = Path(__file__).resolve().parent.parent / "lexicons"
FACTS = ("title", "source", "licence", "about")
COLUMNS = ("pattern", "category", "pos", "note", "example")
GUARD = "-"  # the category of a row that is no cue and keeps shorter ones from being found in it
STRUCTURES = ("<question>", "<imperative>")
_TAGS = (
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X "
    "CC CD DT EX FW IN JJ JJR JJS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP TO UH VB VBD VBG VBN VBP VBZ "
    "WDT WP WP$ WRB"
)
_POS = frozenset(_TAGS.split())


class Lexicon(NamedTuple):
    """A list of cues: its name (the file's), what its file says of it, and its cues in the order of the file."""

    name: str
    title: str
    source: str
    licence: str
    about: str
    cues: pl.DataFrame

    @property
    def categories(self) -> list[str]:
        """The categories in the order of the file; one without a hit is still a category."""
        return self.cues.filter(pl.col("category") != GUARD)["category"].unique(maintain_order=True).to_list()


def built_in() -> list[str]:
    """The names of the lexicons that come with Parallax."""
    return sorted(path.stem for path in FOLDER.glob("*.tsv"))


def read_lexicons(names: Sequence[str]) -> list[Lexicon]:
    """The lexicons of these names or paths, each checked against the way words are read.

    A name is one of `built_in()`; anything with a slash or ending in .tsv is a path to a file of one's own.
    Raises InputError with every problem of every file.

    >>> [lexicon.name for lexicon in read_lexicons(["negation"])]
    ['negation']
    """
    lexicons = [_read(_locate(name)) for name in names]
    doubled = sorted({one.name for one in lexicons if sum(one.name == other.name for other in lexicons) > 1})
    if doubled:
        raise InputError(f"lexicons: given {', '.join(doubled)} more than once; allowed: each name once; rename a file")
    return lexicons


def _locate(name: str) -> Path:
    path = Path(name)
    if not name.endswith(".tsv") and "/" not in name and "\\" not in name:
        path = FOLDER / f"{name}.tsv"
        if not path.is_file():
            names = built_in()
            raise InputError(
                f"lexicons: given {name!r}; allowed: {', '.join(names)}, or the path of a .tsv file"
                f"{nearest(name, names)}"
            )
    if not path.is_file():
        raise InputError(f"lexicons: given {name!r}; allowed: the path of a .tsv file; there is no such file")
    return path


def _read(path: Path) -> Lexicon:
    text = decode(path, path.name)
    if isinstance(text, Problem):
        raise InputError(str(text))
    lines = text.splitlines()
    facts = dict(read_facts(lines))
    missing = [fact for fact in FACTS if not facts.get(fact)]
    if missing:
        advice = f"begin the file with lines such as '# {missing[0]}: …'"
        raise InputError(f"{path.name}: missing {', '.join(missing)}; allowed: {', '.join(FACTS)}; {advice}")
    rows = list(_read_rows(path.name, lines))
    raise_problems(path.name, _check_rows(rows))
    cues = pl.DataFrame([row for _, row in rows], schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    return Lexicon(path.stem, *(facts[fact] for fact in FACTS), cues)


def read_facts(lines: list[str]) -> Iterator[tuple[str, str]]:
    """What the comment lines of a file say of it: each fact with its value."""
    for line in lines:
        if line.startswith("#") and ":" in line:
            fact, value = line.removeprefix("#").split(":", 1)
            yield fact.strip().lower(), value.strip()


def _read_rows(source: str, lines: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each row's line, and its cells by column; columns beyond the five are left aside."""
    table = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    header = [cell.strip() for cell in table[0][1]] if table else []
    needed = [column for column in ("pattern", "category") if column not in header]
    if needed:
        given = ", ".join(header) or "nothing"
        raise InputError(
            f"{source}: missing column {', '.join(needed)}; given: {given}; "
            f"allowed: {', '.join(COLUMNS)}, parted by tabs"
        )
    for number, cells in table[1:]:
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        yield number, {column: row.get(column, "") for column in COLUMNS}


def _check_rows(rows: list[tuple[int, dict[str, str]]]) -> Iterator[Problem]:
    if not rows:
        yield Problem("cues", "none", "one row a cue", "write one")
    seen: dict[tuple[str, str], int] = {}
    for number, row in rows:
        line = f"line {number}"
        if not row["category"]:
            yield Problem(f"{line}, column category", "", "a word", f"say what {row['pattern']!r} is a cue of")
        key = (row["pattern"].lower(), row["category"])
        if key in seen:
            yield Problem(
                f"{line}, column pattern", row["pattern"], "each cue once", f"it stands in line {seen[key]} already"
            )
        seen.setdefault(key, number)
        problem = check_pattern(row["pattern"])
        if problem:
            yield problem._replace(where=f"{line}, column pattern")
        for tag in filter(None, row["pos"].split("|")):
            if tag not in _POS:
                yield Problem(f"{line}, column pos", tag, "universal or Penn tags, such as AUX or VB", "parted by |")


def check_pattern(pattern: str) -> Problem | None:
    """What is wrong with a pattern, if anything: it must be words as they are read from texts.

    >>> print(check_pattern("u.s. law"))
    pattern: given 'u.s. law'; allowed: words as they are read, with * at an end; it is read as 'u.s law'
    """
    if pattern in STRUCTURES:
        return None
    pieces = pattern.split()
    read = " ".join("".join(split_piece(piece)) for piece in pieces)
    plain = pattern.lower().replace("’", "'")
    if not pieces or read != plain:
        allowed = "words as they are read, with * at an end"
        return Problem("pattern", pattern, allowed, f"it is read as {read!r}" if read else "write at least one word")
    return None


@cache
def split_piece(piece: str) -> tuple[str, ...]:
    """The words of a pattern between two spaces, the last with its `*`.

    >>> split_piece("it's"), split_piece("fabricat*")
    (('it', "'s"), ('fabricat*',))
    """
    if piece == "'s":
        return (piece,)  # a word only behind another
    stem = piece.removesuffix("*")
    if stem.isascii() and stem.isalpha():
        return (piece.lower(),)  # one word by any rule, as most pieces are: to read them all as texts takes long
    words = read_words(["piece"], [stem])
    split = [words.vocabulary[word] for word in words.ids]
    return (*split[:-1], split[-1] + piece[len(stem) :]) if split else ()
