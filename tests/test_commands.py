"""The commands: what they write, what they say of bad input, and with which code they end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from analysis import __main__ as commands
from analysis.compare.accuracy.measured import ACCURACY
from analysis.report import run as run_module
from analysis.report.run import Run
from tests.compare.accuracy.test_measured import ARTICLE, write
from tests.runs import write_corpus

ROOT = Path(__file__).resolve().parent.parent
LEXICONS = "frames-functions, frames-generic, frames-policy, loaded, modality, negation, stance"
NAMES = (
    "corpus, out, contrast, event, lexicons, ngrams, min_count, quoted, excluded, alpha, seed, shuffles, target, aliases, metonyms, "
    "reused, passage_words, model, encoding"
)
# The columns that people and programs may count on.
CONTRACT = {
    "find exclusions": "doc start end reason",
    "find cues": "lexicon category pattern doc start end voice",
    "find quotes": "doc start end text type source source_type cue sentence",
    "find actors": "doc start end name type actor",
    "find claims": "doc start end text kind value low high unit bound act agent patient slot denied sentence_text",
    "compare keyness": "term group log_ratio low high z p q rate_a rate_b docs_a docs_b events dispersion",
    "compare rates": "measure category group outlet voice hits size rate low high unit",
    "compare contrasts": "measure category voice difference low high p q events method",
    "compare events": "measure category voice event group_a group_b rate_a rate_b difference low high docs_a docs_b",
    "compare pooled": "measure category voice group_a group_b difference low high random random_low random_high tau events",
    "compare style": "measure unit voice group_a group_b mean_a mean_b difference low high g p q docs_a docs_b label family",
    "compare collocates": "target relation collocate group_a group_b voice hits_a hits_b mentions_a mentions_b log_ratio low high",
    "compare shift": "term group contribution share rate_a rate_b rank group_a group_b voice",
    "compare distance": "group_a group_b voice total selection wording share chance chance_low chance_high p shuffles",
    "compare similarity": "doc_a doc_b cosine jaccard containment_a containment_b shared_words",
    "compare passages": "doc_a start_a end_a doc_b start_b end_b words kind",
    "compare speech": "measure category group outlet voice hits size rate low high unit",
    "compare speakers": "group outlet actor source_type attributions quotations words share docs",
    "compare verbs": "actor group cue_lemma cue_class hits size share low high",
    "compare silent": "actor type group mentions docs attributions attributions_elsewhere high",
    "compare fates": "event doc_a start_a end_a text_a source_a doc_b start_b end_b text_b source_b fate kept cut added",
    "compare namings": "actor designation group outlet voice hits evaluative",
    "compare loads": "actor voice group_a group_b difference low high p q events method",
    "compare agency": "actor group outlet role voice verb hits",
    "compare deletion": "event act patient differs group outlet doc form verb agent start end sentence",
    "compare evaluations": "actor type group outlet voice mentions positive negative docs words",
    "compare alignments": "event doc_a start_a end_a doc_b start_b end_b score sentence_a sentence_b",
    "compare agreements": "event agreement kind about value carriers reports confidence doc outlet group start end text sentence",
    "compare discrepancies": "event kind class about value_a value_b doc_a start_a end_a sentence_a doc_b start_b end_b sentence_b "
    "confidence",
    "compare statements": "event statement doc start end sentence centre",
    "compare omissions": "event claim carried_by absent_from expected sentence",
    "compare certainty": "event statement doc outlet group certainty source word sentence",
    "compare timeline": "event entry date low high about doc outlet group sentence",
    "compare updates": "event update about unit published doc outlet value low high never_corrected sentence",
    "compare reuse": "event doc_a start_a end_a doc_b start_b end_b words kind order earlier later source",
}
EMPTY = (
    "compare fates",
    "compare reuse",
    "compare updates",
)  # the example corpus has no quotation in two outlets and the like


class Ended(NamedTuple):
    """How a command ended: its exit code, what it wrote to standard output and to standard error."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process, as the terminal would."""

    def run(*words: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["parallax", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            commands.main()
        return Ended(int(ended.value.code or 0), *capsys.readouterr())

    return run


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two short articles of two groups."""
    rows = [("a", "A", "x", "e", "Rain fell and the river rose."), ("b", "B", "y", "e", "The river rose, they said.")]
    return write_corpus(tmp_path / "corpus", *rows)


def run_outside(*words: object, cwd: Path = ROOT) -> Ended:
    """Runs a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, words)], cwd=cwd, capture_output=True, text=True, timeout=100
    )
    return Ended(done.returncode, done.stdout, done.stderr)


# --- in a process of its own --------------------------------------------------------------------------------------


def test_the_module_is_a_command_that_ends_with_2_on_bad_input(tmp_path: Path) -> None:
    missing = tmp_path / "none"
    message = f"{missing}: no such file or folder; give a corpus folder or a CSV, JSONL or Parquet table\n"
    assert run_outside("check", missing) == Ended(2, "", message)


def test_the_module_writes_a_table(tmp_path: Path, corpus: Path) -> None:
    ended = run_outside("find", "exclusions", corpus, "--out", tmp_path / "t.csv")
    assert ended == Ended(0, f"{tmp_path / 't.csv'}: 0 rows\n", "")


def test_without_a_command_the_help_is_shown() -> None:
    ended = run_outside()
    assert ended.code == 2
    for name in ("report", "check", "find", "compare"):
        assert f"  {name} " in ended.out + ended.err


# --- check --------------------------------------------------------------------------------------------------------


def test_check_says_what_is_there_and_what_is_thin(command: Command, seeds: Path) -> None:
    ended = command("check", seeds)
    lines = ended.out.splitlines()
    assert ended.code == 0
    assert lines[0] == "5 articles, 2 groups, 4,353 counted words: nothing wrong."
    assert lines[1:] == [
        "thin: Group 'advocacy' has 3 articles: fewer than 10, so there is description but no test.",
        "thin: Group 'advocacy' is one outlet: what sets the group apart may only set that outlet apart.",
        "thin: Group 'news' has 2 articles: fewer than 10, so there is description but no test.",
    ]


def test_check_of_one_event(command: Command, seeds: Path) -> None:
    assert command("check", seeds, "-p", "event=Osh arrests 2025").out.startswith("2 articles, 2 groups, ")


def test_check_says_everything_that_is_wrong_at_once(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("doc,outlet,group,date,text\na,A,x,17.4.25,Rain.\na,B,,2025,\n")
    assert command("check", path) == Ended(
        2,
        "",
        f"{path}: 4 problems\n"
        "  line 2, column date: given '17.4.25'; allowed: YYYY-MM-DD, YYYY-MM, YYYY or nothing; "
        "write what is known of the date and no more\n"
        "  line 3, column group: given ''; allowed: the name of a kind of outlet; name the group\n"
        "  line 3, column doc: given 'a'; allowed: a name of its own; line 2 has this name already\n"
        "  line 3, text: given ''; allowed: an article with words; fill it, or leave the row out\n",
    )


# --- tables -------------------------------------------------------------------------------------------------------

_READ = {".csv": pl.read_csv, ".jsonl": pl.read_ndjson, ".parquet": pl.read_parquet}


@pytest.mark.parametrize("words", CONTRACT)
def test_a_table_has_the_columns_of_the_contract(command: Command, seeds: Path, tmp_path: Path, words: str) -> None:
    path = tmp_path / "t.parquet"
    ended = command(*words.split(), seeds, "--out", path)
    table = pl.read_parquet(path)
    assert (ended.code, ended.out) == (0, f"{path}: {table.height:,} rows\n")
    assert table.height > 0 or words in EMPTY
    assert set(CONTRACT[words].split()) <= set(table.columns)


def test_the_three_kinds_of_file_hold_the_same(command: Command, seeds: Path, tmp_path: Path) -> None:
    tables = []
    for ending, read in _READ.items():
        command("compare", "passages", seeds, "--out", tmp_path / f"t{ending}")
        tables.append(read(tmp_path / f"t{ending}"))
    assert tables[0].equals(tables[1])
    assert tables[0].equals(tables[2])


def test_parameters_reach_the_table(command: Command, seeds: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    ended = command(
        "compare",
        "rates",
        seeds,
        "--out",
        path,
        "-p",
        "lexicons=negation",
        "-p",
        "quoted=in",
        "-p",
        "event=Osh arrests 2025",
    )
    table = pl.read_csv(path)
    assert ended.code == 0
    assert table["measure"].unique().to_list() == ["negation"]
    assert table["voice"].unique().to_list() == ["all"]
    assert sorted(filter(None, table["outlet"].unique())) == ["Hizb ut Tahrir", "The Diplomat"]


def test_a_table_is_written_over_a_former_one(command: Command, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("old")
    command("find", "exclusions", corpus, "--out", tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "doc,start,end,reason,text\n"


# --- bad input ----------------------------------------------------------------------------------------------------


def test_an_unknown_layer(command: Command, corpus: Path) -> None:
    assert command("find", "cue", corpus, "--out", "t.csv") == Ended(
        2, "", "layer: given 'cue'; allowed: exclusions, cues, quotes, actors, claims; did you mean 'cues'?\n"
    )


def test_an_unknown_comparison(command: Command, corpus: Path) -> None:
    assert command("compare", "rate", corpus, "--out", "t.csv") == Ended(
        2,
        "",
        "comparison: given 'rate'; allowed: keyness, rates, contrasts, events, pooled, style, collocates, shift, distance, "
        "similarity, passages, speech, speakers, verbs, silent, fates, namings, loads, agency, deletion, evaluations, alignments, "
        "agreements, discrepancies, statements, omissions, certainty, timeline, updates, reuse; "
        "did you mean 'rates'?\n",
    )


@pytest.mark.parametrize("words", ["find cues", "compare rates"])
def test_a_wrong_ending(command: Command, corpus: Path, words: str) -> None:
    assert command(*words.split(), corpus, "--out", "t.xlsx") == Ended(
        2, "", "t.xlsx: given the ending '.xlsx'; allowed: .csv, .jsonl, .parquet; rename the file\n"
    )


@pytest.mark.parametrize("words", ["check", "find cues --out t.csv", "compare keyness --out t.csv", "report --out run"])
class TestEveryCommand:
    """What every command says of its corpus and its parameters."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    @staticmethod
    def end(command: Command, words: str, corpus: Path, *more: str) -> Ended:
        """The command of these words on a corpus."""
        before, _, after = words.partition(" --")
        ended = command(*before.split(), corpus, *(f"--{after}".split() if after else []), *more)
        assert not Path("t.csv").exists()
        assert not Path("run").exists()
        return ended

    def test_a_corpus_that_is_not_there(self, command: Command, words: str, tmp_path: Path) -> None:
        message = "no such file or folder; give a corpus folder or a CSV, JSONL or Parquet table"
        assert self.end(command, words, tmp_path / "none") == Ended(2, "", f"{tmp_path / 'none'}: {message}\n")

    def test_a_corpus_of_one_group(self, command: Command, words: str, tmp_path: Path) -> None:
        write_corpus(tmp_path / "one", ("a", "A", "x", "", "Rain fell."))
        assert self.end(command, words, tmp_path / "one") == Ended(
            2,
            "",
            f"{tmp_path / 'one' / 'corpus.csv'}: the articles are all of one group, 'x'; allowed: two groups or more; "
            "name in the column 'group' what kind of outlet each article is from\n",
        )

    def test_an_event_that_is_not_there(self, command: Command, words: str, corpus: Path) -> None:
        assert self.end(command, words, corpus, "-p", "event=f") == Ended(
            2, "", f"{corpus / 'corpus.csv'}: given event 'f'; allowed: e\n"
        )

    def test_an_unknown_parameter(self, command: Command, words: str, corpus: Path) -> None:
        assert self.end(command, words, corpus, "-p", "mincount=2") == Ended(
            2,
            "",
            f"parameters: 1 problem\n  parameter: given 'mincount'; allowed: {NAMES}; "
            "there is no such parameter; did you mean 'min_count'?\n",
        )

    def test_wrong_values_are_all_named(self, command: Command, words: str, corpus: Path) -> None:
        assert self.end(command, words, corpus, "-p", "ngrams=many", "--parameter", "alpha=5") == Ended(
            2,
            "",
            "parameters: 2 problems\n"
            "  parameter ngrams: given 'many'; allowed: the longest phrase in words, 1 to 5; leave it out for 4\n"
            "  parameter alpha: given '5'; allowed: a number between 0 and 1: the false discovery rate that findings allow; "
            "leave it out for 0.05\n",
        )

    def test_a_parameter_without_a_value(self, command: Command, words: str, corpus: Path) -> None:
        assert self.end(command, words, corpus, "-p", "seed") == Ended(
            2, "", "parameter: given 'seed'; allowed: name=value; write for example -p min_count=5\n"
        )

    def test_an_encoding_that_is_none(self, command: Command, words: str, corpus: Path) -> None:
        assert self.end(command, words, corpus, "-p", "encoding=klingon") == Ended(
            2, "", "encoding: given 'klingon'; allowed: an encoding that Python knows; try utf-8 or cp1252\n"
        )


@pytest.mark.parametrize("words", ["compare contrasts --out t.csv", "compare keyness --out t.csv", "report --out run"])
def test_a_contrast_with_an_unknown_group(
    command: Command, corpus: Path, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before, _, after = words.partition(" --")
    assert command(*before.split(), corpus, *f"--{after}".split(), "-p", "contrast=x,z") == Ended(
        2, "", "contrast: given 'x, z'; allowed: two of x, y, or nothing for all pairs\n"
    )


@pytest.mark.parametrize("given", ["x", "x,x", "x,y,x"])
def test_a_contrast_of_other_than_two_groups(command: Command, corpus: Path, tmp_path: Path, given: str) -> None:
    ended = command("compare", "keyness", corpus, "--out", tmp_path / "t.csv", "-p", f"contrast={given}")
    shown = given.replace(",", ", ")
    assert ended == Ended(2, "", f"contrast: given '{shown}'; allowed: two of x, y, or nothing for all pairs\n")


@pytest.mark.parametrize("words", ["find cues --out t.csv", "compare rates --out t.csv", "report --out run"])
@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("stanse", f"given 'stanse'; allowed: {LEXICONS}, or the path of a .tsv file; did you mean 'stance'?"),
        ("none/mine.tsv", "given '{path}'; allowed: the path of a .tsv file; there is no such file"),
    ],
)
def test_a_lexicon_that_is_not_there(
    command: Command,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    given: str,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before, _, after = words.partition(" --")
    ended = command(*before.split(), corpus, *f"--{after}".split(), "-p", f"lexicons={given}")
    path = tmp_path / given if words.startswith("report") else given  # a run takes paths as they are from any folder
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1] == f"lexicons: {message.format(path=path)}"


def test_a_lexicon_file_that_is_none(command: Command, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text("pattern\tcategory\nrain\twet\n")
    ended = command("report", corpus, "--out", tmp_path / "run", "-p", f"lexicons={tmp_path / 'mine.tsv'}")
    assert ended == Ended(
        2,
        "",
        "mine.tsv: missing title, source, licence, about; allowed: title, source, licence, about; "
        "begin the file with lines such as '# title: …'\n",
    )


def test_a_lexicon_with_the_name_of_a_page(command: Command, corpus: Path, tmp_path: Path) -> None:
    facts = "".join(f"# {fact}: x\n" for fact in ("title", "source", "licence", "about"))
    (tmp_path / "terms.tsv").write_text(f"{facts}pattern\tcategory\nrain\twet\n")
    ended = command("report", corpus, "--out", tmp_path / "run", "-p", f"lexicons={tmp_path / 'terms.tsv'}")
    names = "agency, collocates, namings, passages, quotes, terms"
    assert ended == Ended(2, "", f"lexicons: given terms; allowed: any name but {names}; rename the file\n")


# --- places that cannot be written to -----------------------------------------------------------------------------


def test_a_report_into_a_folder_that_holds_something_else(command: Command, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "photos"
    out.mkdir()
    for name in ("b.png", "a.png", "index.html"):
        (out / name).write_text("mine")
    assert command("report", corpus, "--out", out) == Ended(
        2,
        "",
        f"{out}: the folder holds something else (a.png, b.png); allowed: a new, an empty or a former run's folder; "
        "choose another --out\n",
    )
    assert {path.name: path.read_text() for path in out.iterdir()} == dict.fromkeys(
        ["a.png", "b.png", "index.html"], "mine"
    )


def test_a_report_into_the_corpus(command: Command, corpus: Path) -> None:
    ended = command("report", corpus, "--out", corpus)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"{corpus}: the folder holds something else (corpus.csv); ")


def test_a_report_into_a_file(command: Command, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    message = f"{tmp_path / 'file'}: given a file; allowed: a folder; choose another --out\n"
    assert command("report", corpus, "--out", tmp_path / "file") == Ended(2, "", message)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_report_below_a_file(command: Command, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    out = tmp_path / "file" / "run"
    assert command("report", corpus, "--out", out) == Ended(
        2, "", f"{out}: cannot be written (Not a directory); choose a folder that can be written\n"
    )


def test_a_report_onto_a_full_disk(
    command: Command, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touch(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "touch", touch)
    out = tmp_path / "run"
    assert command("report", corpus, "--out", out) == Ended(
        2, "", f"{out}: cannot be written (No space left on device); free some space and run the same command again\n"
    )


def test_a_table_below_a_file(command: Command, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    path = tmp_path / "file" / "t.csv"
    ended = command("find", "exclusions", corpus, "--out", path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err in {
        f"{path}: cannot be written ({why}); choose a folder that can be written\n"
        for why in ("Not a directory", "File exists")
    }


def test_a_table_onto_a_folder(command: Command, corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.mkdir()
    assert command("find", "exclusions", corpus, "--out", path) == Ended(
        2, "", f"{path}: cannot be written (Is a directory); choose a folder that can be written\n"
    )
    assert {child.name for child in tmp_path.iterdir()} == {"corpus", "t.csv"}


# --- how a report ends --------------------------------------------------------------------------------------------


def end_report(monkeypatch: pytest.MonkeyPatch, command: Command, **errors: str) -> Ended:
    """How `report` ends when the notebooks end with these errors."""
    jobs = {name: {"error": error} for name, error in errors.items()}
    monkeypatch.setattr(run_module, "run_report", lambda settings, progress: Run(Path("/run"), jobs))
    return command("report", "corpus", "--out", "run")


def test_a_report_that_is_whole_names_its_index(monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    assert end_report(monkeypatch, command, a="", b="") == Ended(0, "/run/index.html\n", "")


def test_a_report_that_is_partial_names_what_failed(monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    assert end_report(monkeypatch, command, a="", b="cell 3: KeyError: 'x'", c="killed") == Ended(
        1, "/run/index.html (partial: 2 of 3 failed)\n", "b failed: cell 3: KeyError: 'x'\nc failed: killed\n"
    )


def test_a_report_that_is_stopped_says_that_it_can_go_on(monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    def stop(settings: object, progress: object) -> Run:
        raise KeyboardInterrupt

    monkeypatch.setattr(run_module, "run_report", stop)
    said = "stopped; what was finished is kept, and the same command goes on from there\n"
    assert command("report", "corpus", "--out", "run") == Ended(130, "", said)


def test_the_parameters_of_a_report_are_those_given(monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    given = {}
    monkeypatch.setattr(
        run_module,
        "run_report",
        lambda settings, progress: given.update(settings.model_dump()) or Run(Path("/run"), {}),
    )
    command("report", "c", "--out", "o", "-p", "seed=7", "-p", "lexicons=stance,loaded", "-p", "contrast=x,y")
    chosen = {name: given[name] for name in ("corpus", "out", "seed", "lexicons", "contrast")}
    assert json.dumps(chosen) == json.dumps(
        {"corpus": "c", "out": "o", "seed": 7, "lexicons": ["stance", "loaded"], "contrast": ["x", "y"]}
    )


@pytest.mark.parametrize("words", ["find exclusions", "compare keyness"])
def test_a_table_is_not_written_over_its_corpus(command: Command, corpus: Path, words: str) -> None:
    manifest = corpus / "corpus.csv"
    before = manifest.read_bytes()
    said = "given a file of the corpus; allowed: a new file, or one outside it; choose another --out"
    assert command(*words.split(), corpus, "--out", manifest) == Ended(2, "", f"{manifest}: {said}\n")
    assert command(*words.split(), manifest, "--out", manifest) == Ended(2, "", f"{manifest}: {said}\n")
    assert manifest.read_bytes() == before


# --- accuracy -----------------------------------------------------------------------------------------------------


def test_evaluate_prints_a_table_and_writes_it(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "attributions.jsonl.gz", ARTICLE)
    ended = command("evaluate", "--data", tmp_path, "--out", tmp_path / "accuracy.csv")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert [cell.strip() for cell in lines[0].strip("|").split("|")] == list(ACCURACY)
    written = pl.read_csv(tmp_path / "accuracy.csv")
    assert len(lines) == 2 + written.height
    assert "| 1.000 |" in next(line for line in lines if "words told by another, F1" in line)


def test_evaluate_without_labelled_data_is_told(command: Command, tmp_path: Path) -> None:
    packed = "attributions.jsonl.gz, target_sentiment.jsonl.gz, sentence_pairs.jsonl.gz"
    files = f"{packed}, discrepancies.jsonl, news.jsonl, statements.jsonl, certainty.jsonl"
    message = f"allowed: a folder with {files}; give that folder"
    assert command("evaluate", "--data", tmp_path) == Ended(2, "", f"data: given {tmp_path}; {message}\n")
