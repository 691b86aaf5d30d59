"""Runs of the report: what a run leaves behind, and what happens to it when it is run again, changed, stopped or fails."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from analysis.compare.estimates import REST, choose_contrasts
from analysis.corpus.reading import read_corpus
from analysis.find.quotes import find_marks
from analysis.report.evidence import EVIDENCE, anchor
from analysis.report.run import Run, run_report
from analysis.report.settings import LEXICONS, Settings, check_settings
from tests.conftest import error_of
from tests.runs import (
    SEEDS,
    find_broken_links,
    find_links,
    find_places,
    find_tags,
    read_files,
    read_pages,
    run,
    run_seeds,
    use_notebooks,
    write_corpus,
)  # fmt: skip

EXAMPLE = Path(__file__).resolve().parents[2] / "figures" / "example"
NOTEBOOKS = (
    "01-corpus",
    "02-terms",
    "03-stance",
    "04-voices",
    "05-actors",
    "06-frames",
    "07-overlap",
    "08-claims",
    "09-summary",
)
CONTRACT = {
    "documents": "doc outlet group event date title words sentences excluded_words quoted_words",
    "keyness": "term group log_ratio low high z p q rate_a rate_b docs_a docs_b events dispersion",
    "rates": "measure category group outlet voice hits size rate low high unit",
    "contrasts": "measure category voice difference low high p q events method",
    "pooled": "measure category voice group_a group_b difference low high random tau i2 events weakest_event by_outlet note",
    "event_contrasts": "measure category voice event group_a group_b rate_a rate_b difference low high",
    "style": "measure unit voice group_a group_b mean_a mean_b difference low high g p q docs_a docs_b label family direction",
    "collocates": "target relation collocate group_a group_b voice hits_a hits_b mentions_a mentions_b log_ratio low high",
    "shift": "term group contribution share rate_a rate_b rank group_a group_b voice",
    "distance": "group_a group_b voice total selection wording share chance chance_low chance_high p shuffles",
    "reader": "group_a group_b voice docs_a docs_b events auc low high chance p note",
    "controls_terms": "control measure group_a group_b outlet runs tested real placebo placebo_low placebo_high counted note",
    "controls_cues": "control measure group_a group_b outlet runs tested real placebo placebo_low placebo_high counted note",
    "sensitivity_terms": "finding topic term voice group_a group_b asked variant kind effect low high q holds reason",
    "sensitivity_cues": "finding topic term voice group_a group_b asked variant kind effect low high q holds reason",
    "quotes": "doc start end text type source source_type cue sentence claim",
    "speech": "measure category group outlet voice hits size rate low high unit",
    "actors": "actor type group outlet mentions aliases",
    "merges": "name type actor rule score mentions docs",
    "namings": "actor designation group outlet voice hits evaluative",
    "agency": "actor group outlet role voice verb hits",
    "alignments": "event doc_a start_a end_a doc_b start_b end_b score sentence_a sentence_b",
    "discrepancies": "event kind class about value_a value_b doc_a start_a end_a sentence_a doc_b start_b end_b sentence_b confidence",
    "omissions": "event claim carried_by absent_from expected sentence",
    "similarity": "doc_a doc_b cosine jaccard containment_a containment_b shared_words",
    "passages": "doc_a start_a end_a doc_b start_b end_b words kind",
    "findings": "topic text limit link",
}


FABRICATED = "The charge of “recruiting people from Kyrgyzstan to fight in Ukraine” was fabricated to deliberately mislead the public."


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run of the example corpus."""
    return run_seeds(tmp_path_factory.getbasetemp())


def read_table(done: Run, name: str) -> pl.DataFrame:
    return pl.read_csv(done.out / "tables" / f"{name}.csv", infer_schema_length=None)


def read_evidence(done: Run) -> dict[str, pl.DataFrame]:
    """All tables of sentences, by the name of their file."""
    paths = sorted((done.out / "tables").glob("evidence_*.csv"))
    return {path.stem.removeprefix("evidence_"): pl.read_csv(path, schema=EVIDENCE) for path in paths}


# --- the folder ---------------------------------------------------------------------------------------------------


def test_every_notebook_ran_through(done: Run) -> None:
    assert done.failed == []
    assert set(NOTEBOOKS) <= set(done.jobs)


def test_the_folder_holds_what_the_contract_says(done: Run) -> None:
    pages = [f"{name}.html" for name in done.jobs]
    parts = ["evidence", "figures", "notebooks", "tables"]
    assert sorted(path.name for path in done.out.iterdir()) == sorted(
        [*pages, *parts, "index.html", "methods.html", "report.pdf", "run.json"]
    )
    assert {path.suffix for path in (done.out / "tables").iterdir()} == {".csv"}
    assert {path.suffix for path in (done.out / "evidence").iterdir()} == {".html"}
    assert sorted(path.stem for path in (done.out / "notebooks").iterdir()) == sorted(done.jobs)
    assert (done.out / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert not list(done.out.rglob(".*"))


def test_every_figure_is_there_for_the_page_and_for_print(done: Run) -> None:
    names = {kind: {path.stem for path in (done.out / "figures").glob(f"*.{kind}")} for kind in ("png", "svg")}
    assert names["png"] == names["svg"]
    assert {
        "documents", "exclusions", "terms", "volcano", "shift", "sketch", "reader", "controls-terms", "sensitivity-terms",
        "contrasts", "rates-stance", "events-stance", "style", "controls-cues", "sensitivity-cues", "frames-generic", "similarity",
        "wording",
    } <= names["svg"]  # fmt: skip


@pytest.mark.parametrize("name", CONTRACT)
def test_a_table_has_the_columns_of_the_contract(done: Run, name: str) -> None:
    table = read_table(done, name)
    assert table.height > 0
    assert set(CONTRACT[name].split()) <= set(table.columns)


def test_the_record_says_what_the_run_was_made_from(done: Run, seeds: Path) -> None:
    record = json.loads((done.out / "run.json").read_text(encoding="utf-8"))
    parameters = Settings().model_dump() | {"corpus": str(seeds), "out": str(done.out)}
    assert record["parameters"] == parameters
    assert record["seed"] == 1
    assert sorted(record["inputs"]) == read_corpus(seeds)["doc"].to_list()
    assert all(re.fullmatch("[0-9a-f]{32}", digest) for digest in record["inputs"].values())
    assert {"parallax", "python", "model", "polars", "spacy", "matplotlib"} <= record["versions"].keys()
    assert list(record["notebooks"]) == sorted(done.jobs)
    assert all(job["seconds"] > 0 and job["error"] == "" for job in record["notebooks"].values())


def test_the_record_lists_every_file_of_the_run(done: Run) -> None:
    record = json.loads((done.out / "run.json").read_text(encoding="utf-8"))
    there = {str(path.relative_to(done.out)) for path in done.out.rglob("*") if path.is_file()}
    assert set(record["files"]) == there - {"run.json"}
    assert record["others"] == []


# --- the pages ----------------------------------------------------------------------------------------------------


def test_no_page_asks_another_host(done: Run) -> None:
    asking = re.compile(
        r"""(?:\b(?:src|href|action|data|poster|srcset)\s*=\s*["']?|url\(\s*["']?|@import\s+["']?)(?:https?:|//)[^\s"'>)]*"""
    )
    assert {name: found for name, page in read_pages(done.out).items() if (found := asking.findall(page))} == {}


def test_no_page_tells_whose_machine_made_it(done: Run) -> None:
    """Neither the corpus's folder nor that of the run stands in a page or a notebook that is shared."""
    notebooks = {path.name: path.read_text(encoding="utf-8") for path in (done.out / "notebooks").glob("*.ipynb")}
    shared = read_pages(done.out) | notebooks
    private = (str(done.out), str(SEEDS))
    assert len(notebooks) == len(done.jobs)
    assert [name for name, page in shared.items() if any(folder in page for folder in private)] == []


def test_every_page_forbids_what_is_not_its_own(done: Run) -> None:
    pages = read_pages(done.out)
    policies = {
        re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page).group(1)
        for page in pages.values()
    }
    assert len(policies) == 1
    assert next(iter(policies)).startswith("default-src 'none'; ")
    assert {name: count for name, page in pages.items() if (count := page.count("<script")) != 1} == {}


def test_every_picture_has_a_text_that_stands_in_for_it(done: Run) -> None:
    pictures = [
        attributes for page in read_pages(done.out).values() for tag, attributes in find_tags(page) if tag == "img"
    ]
    assert len(pictures) >= len(list((done.out / "figures").glob("*.svg")))
    assert all(picture["src"].startswith("data:image/svg+xml,") for picture in pictures)
    assert min(len(picture.get("alt", "").split()) for picture in pictures) >= 5


def test_every_link_leads_somewhere(done: Run) -> None:
    assert find_broken_links(done.out) == []


def test_no_place_of_a_page_is_there_twice(done: Run) -> None:
    for name, page in read_pages(done.out).items():
        places = find_places(page)
        assert sorted(places) == sorted(set(places)), name


def test_every_finding_leads_to_its_sentences(done: Run) -> None:
    pages = read_pages(done.out)
    links = read_table(done, "findings")["link"].to_list()
    for page, _, place in (link.partition("#") for link in links):
        assert not place or place in find_places(pages[page])
    assert set(links) <= set(find_links(pages["index.html"]))
    assert set(links) <= set(find_links(pages["09-summary.html"]))
    told = [link for link in links if link.startswith("evidence/")]
    assert all("#" in link for link in told)
    assert {link.partition("#")[0] for link in told} >= {"evidence/terms.html", "evidence/passages.html"}


def test_every_number_of_a_table_leads_to_as_many_sentences(done: Run) -> None:
    counted = read_table(done, "rates").filter(pl.col("outlet").is_null() | (pl.col("outlet") == ""))
    found = pl.concat(
        [table.group_by(category="item", group="group", voice="voice").agg(sentences=pl.len()).with_columns(file=pl.lit(name))
         for name, table in read_evidence(done).items()]
    )  # fmt: skip
    rows = counted.with_columns(file=pl.col("measure").str.replace_all("-", "_")).join(
        found, on=["file", "category", "group", "voice"], how="left"
    )
    assert rows.filter(pl.col("hits") != pl.col("sentences").fill_null(0)).height == 0
    assert rows["hits"].sum() > 100


# --- what it shows of the example ---------------------------------------------------------------------------------


def test_regime_is_a_word_of_advocacy_with_its_sentences(done: Run) -> None:
    keyness = read_table(done, "keyness").filter(
        (pl.col("voice") == "author") & pl.col("term").is_in(["regime", "the kyrgyz regime"])
    )
    assert keyness.select("term", "group", "hits_a", "hits_b").sort("term").rows() == [
        ("regime", "advocacy", 7, 0),
        ("the kyrgyz regime", "advocacy", 7, 0),
    ]
    sentences = read_evidence(done)["terms"].filter((pl.col("item") == "regime") & (pl.col("voice") == "author"))
    assert sentences.group_by("group").len().sort("group").rows() == [("advocacy", 7)]
    assert (
        "This indicates that the Kyrgyz regime has taken a step toward kneeling before Russia."
        in sentences["sentence"].to_list()
    )


def test_imperatives_are_directives_of_the_author(done: Run) -> None:
    directives = read_evidence(done)["stance"].filter((pl.col("item") == "directive") & (pl.col("doc") == "hizb-2025"))
    commands = directives.filter(pl.col("hit").is_in(["Rely", "place", "seek"]))
    assert commands.select("hit", "voice", "group").rows() == [
        ("Rely", "author", "advocacy"), ("place", "author", "advocacy"), ("seek", "author", "advocacy"),
    ]  # fmt: skip


def test_what_the_author_says_of_a_quotation_is_the_authors(done: Run) -> None:
    row = read_evidence(done)["loaded"].filter(pl.col("hit") == "fabricated")
    assert row.select("doc", "voice", "sentence").rows() == [
        ("hizb-2025", "author", FABRICATED),
    ]  # fmt: skip


def test_what_an_official_is_quoted_with_is_quoted(done: Run, seeds: Path) -> None:
    documents = read_corpus(seeds)
    text = documents.filter(pl.col("doc") == "hizb-2025")["text"][0]
    quotes = find_marks(documents).filter(pl.col("doc") == "hizb-2025")
    quoted = [text[start:end] for start, end in quotes.select("start", "end").iter_rows()]
    assert [quote for quote in quoted if quote.startswith("This is a provocation. We will release Natalia.")] != []
    voices = read_evidence(done)["modality"].filter(pl.col("sentence") == "We will release Natalia.")["voice"]
    assert voices.unique().to_list() == ["quoted"]


def test_two_days_of_one_arrest_stand_side_by_side(done: Run) -> None:
    table = read_table(done, "discrepancies")
    assert table.filter(pl.col("class") == "conflict").select(
        "about", "value_a", "doc_a", "value_b", "doc_b", "first"
    ).rows() == [
        ("arrest / detain: employee; person", "2025-04-19", "diplomat-2025", "2025-04-17", "hizb-2025", "diplomat-2025")
    ]
    worded = table.filter(pl.col("class") == "wording", kind="employer").select("text_a", "text_b").rows()
    assert ("Rossotrudnichestvo", "the Russian House") in worded
    certainty = read_table(done, "certainty").filter(pl.col("spread") > 0).select("certainty", "word").rows()
    assert {("called false", "fabricated"), ("alleged", "suspicion")} <= set(certainty)


def test_hedges_of_news_are_its_own(done: Run) -> None:
    hedges = (
        read_evidence(done)["stance"].filter(pl.col("item") == "hedge").select("hit", "group", "voice", "doc").rows()
    )
    assert ("reportedly", "news", "author", "diplomat-2025") in hedges
    assert ("appears to", "news", "author", "diplomat-2025") in hedges


def test_spellings_of_one_name_are_one_actor(done: Run) -> None:
    actors = read_table(done, "shared_actors").filter(pl.col("spellings").str.contains("Japarov|Zhaparov"))
    spellings = {frozenset(row.split(" | ")) for row in actors["spellings"]}
    merged = [names for names in spellings if "Sadyr Japarov" in names]
    assert len(merged) == 1
    assert {"Sadyr Japarov", "Sadyr Zhaparov"} <= merged[0]
    assert actors.filter(pl.col("spellings").str.contains("Sadyr Zhaparov"))["groups"].to_list() == [2]


def test_what_is_left_out_is_in_no_evidence(done: Run) -> None:
    exclusions = read_table(done, "exclusions").select("doc", first="start", last="end")
    evidence = read_evidence(done)
    hits = pl.concat(list(evidence.values()))
    begun = hits.join(exclusions, on="doc").filter(pl.col("start").is_between("first", "last", closed="left"))
    spans = pl.concat(
        [found for name, found in evidence.items() if name != "quotes"]
    )  # a quotation may run over a mark
    inside = spans.join(exclusions, on="doc").filter(
        (pl.col("start") < pl.col("last")) & (pl.col("end") > pl.col("first"))
    )
    assert exclusions.height > 0
    assert begun.select("doc", "start", "hit").rows() == []
    assert inside.select("doc", "start", "hit").rows() == []
    assert not hits["hit"].str.contains(r"\p{Arabic}").any()
    assert not hits["sentence"].str.contains("hizb-turkiston|Media office Kyrgyzstan|1446", literal=False).any()


# --- again --------------------------------------------------------------------------------------------------------


def test_a_run_again_keeps_everything(done: Run, seeds: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in done.out.rglob("*") if path.is_file()}
    again = run(seeds, done.out)
    assert [job["kept"] for job in again.jobs.values()] == [True] * len(done.jobs)
    assert {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in done.out.rglob("*") if path.is_file()
    } == before


def test_two_runs_give_the_same_bytes(done: Run, seeds: Path, tmp_path: Path) -> None:
    again = run(seeds, tmp_path / "run")
    assert read_files(again.out, "tables", "figures") == read_files(done.out, "tables", "figures")


@pytest.mark.skipif(not EXAMPLE.is_dir(), reason="figures/example is not committed yet: make report writes it")
@pytest.mark.parametrize("part", ["tables", "figures"])
def test_the_committed_example_is_what_a_run_makes(done: Run, part: str) -> None:
    committed, made = read_files(EXAMPLE, part), read_files(done.out, part)
    assert sorted(committed) == sorted(made)
    assert [name for name in made if made[name] != committed[name]] == []


# --- other corpora ------------------------------------------------------------------------------------------------

SCRIPT, PICTURE = "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'
OWN = "".join(f"# {fact}: {SCRIPT}\n" for fact in ("title", "source", "licence", "about")) + (
    "pattern\tcategory\tpos\tnote\texample\nriver\twater\t\t\t\nbridge\tstone\t\t\t\nalert\twater\t\t\t\n"
)


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run of a corpus of three groups and no event, whose texts and names are hostile, with a lexicon of one's own."""
    folder = tmp_path_factory.mktemp("strange")
    (folder / "own words.tsv").write_text(OWN, encoding="utf-8")
    told = f'The river rose at noon {SCRIPT} and {PICTURE} the river fell. "{SCRIPT}," he said of the river. Mr {SCRIPT} left.'
    corpus = write_corpus(
        folder / "corpus",
        ('a"><b>', f"Outlet {SCRIPT}", "<group a='1'>", "", told),
        ("A b", PICTURE, "<group a='1'>", "", f"{told} The river."),
        ("a b", "O'Neill & <Sons>", 'group "b" & c', "", f"{told} Rain."),
        (
            "a-b",
            "Plain",
            "plain",
            "",
            "Rain fell on the plain and the river did not rise, the report said. Rain fell on the plain.",
        ),
    )
    return run(corpus, folder / "run", lexicons=["stance", str(folder / "own words.tsv")], min_count=2)


def test_a_strange_corpus_runs_through(strange: Run) -> None:
    assert {name: job["error"] for name, job in strange.jobs.items() if job["error"]} == {}


def test_nothing_of_a_text_or_name_is_code_on_a_page(strange: Run) -> None:
    pages = read_pages(strange.out)
    for name, page in pages.items():
        tags = find_tags(page)
        kinds = [tag for tag, _ in tags]
        assert kinds.count("script") == 1, name  # the page's own
        assert not {"b", "group", "sons"} & set(kinds), name
        assert [attributes for tag, attributes in tags if tag == "img" and attributes.get("src") == "x"] == [], name
        assert [attributes for _, attributes in tags if any(key.startswith("on") for key in attributes)] == [], name
    assert any("&lt;script&gt;alert(1)&lt;/script&gt;" in page for page in pages.values())


def test_pictures_hold_no_code_of_a_text_or_name(strange: Run) -> None:
    pictures = [path.read_text(encoding="utf-8") for path in (strange.out / "figures").glob("*.svg")]
    assert pictures
    assert [picture for picture in pictures if re.search(r"<script|<img|\sonerror\s*=\s*[^&\s]*>", picture)] == []


def test_every_link_of_a_strange_corpus_leads_somewhere(strange: Run) -> None:
    assert find_broken_links(strange.out) == []


def test_names_that_are_alike_have_pages_of_their_own(strange: Run) -> None:
    pages = read_pages(strange.out)
    texts = [f"evidence/{anchor('text', doc)}.html" for doc in ('a"><b>', "A b", "a b", "a-b")]
    assert len(set(texts)) == 4
    assert set(texts) <= set(pages)
    assert "Rain." in pages[texts[2]]
    assert "The river.</div>" in pages[texts[1]]


FIRST, SECOND, THIRD = "<group a='1'>", 'group "b" & c', "plain"
CHOICES = {(FIRST, SECOND), (FIRST, THIRD), (SECOND, THIRD), (FIRST, REST), (SECOND, REST), (THIRD, REST)}


@pytest.mark.parametrize(
    "name", ["keyness", "contrasts", "event_contrasts", "pooled", "style", "shift", "distance", "reader"]
)
def test_every_pair_of_groups_is_compared_and_each_with_the_rest(strange: Run, name: str) -> None:
    assert set(read_table(strange, name).select("group_a", "group_b").iter_rows()) == CHOICES


@pytest.mark.parametrize(
    "name", ["terms", "volcano", "shift", "sketch", "reader", "events-stance", "events-own+words", "style"]
)
def test_every_contrast_is_drawn(strange: Run, name: str) -> None:
    _, *others = choose_contrasts(read_corpus(strange.out.parent / "corpus"), [])
    names = {name, *(f"{name}-{anchor(contrast.a)}-{anchor(contrast.b)}" for contrast in others)}
    assert len(names) == len(CHOICES)
    assert names <= {path.stem for path in (strange.out / "figures").glob("*.svg")}
    pages = read_pages(strange.out)
    page = pages["02-terms.html"] + pages["03-stance.html"]
    assert {one for one in names if f"figures/{one}.svg" not in page} == set()


def test_the_summary_speaks_of_every_contrast(strange: Run) -> None:
    rows = read_table(strange, "findings").filter(pl.col("topic").str.contains("^(Words|Cues and frames)"))
    said = {
        kind: " ".join([*part["topic"], *part["text"]]) for (kind,), part in rows.group_by(pl.col("topic").str.head(4))
    }
    assert all(f"{a} and {b}" in said["Cues"] for a, b in CHOICES)  # those that show nothing stand in one sentence
    assert all(f"{group} and {REST}" in said["Word"] for group in (FIRST, THIRD))


def test_a_lexicon_of_ones_own_is_counted_drawn_and_shown(strange: Run) -> None:
    rates = read_table(strange, "rates").filter((pl.col("measure") == "own words") & pl.col("outlet").is_in(["Plain"]))
    hits = rates.filter(pl.col("voice") == "attributed").select("category", "hits").rows()
    assert hits == [("water", 1), ("stone", 0)]  # a category without a hit is a row
    assert (strange.out / "figures" / "rates-own+words.svg").is_file()
    page = read_pages(strange.out)["evidence/own+words.html"]
    assert '<h2 id="water.plain.attributed">water · plain · attributed voice · 1</h2>' in page
    assert "<mark>river</mark> did not rise" in page


def test_a_corpus_without_events_has_no_pair_to_set_side_by_side(strange: Run) -> None:
    assert read_table(strange, "documents")["event"].null_count() == 4
    assert read_table(strange, "similarity").height == read_table(strange, "passages").height == 0


# --- changed, failed, stopped: with small notebooks ---------------------------------------------------------------

WRITE = "from pathlib import Path\n(Path(out) / 'tables').mkdir(exist_ok=True)\n(Path(out) / 'tables' / '{}.csv').write_text(str(seed))"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", ("a", "A", "x", "e", "Rain fell."), ("b", "B", "y", "e", "It rained."))


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of two small notebooks that each write a table with the seed."""
    use_notebooks(monkeypatch, tmp_path / "small", one=WRITE.format("one"), two=WRITE.format("two"))
    return tmp_path / "small"


def kept(done: Run) -> dict[str, bool]:
    return {name: job["kept"] for name, job in done.jobs.items()}


def test_a_changed_parameter_or_text_runs_again(small: Path, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    assert kept(run(corpus, out)) == {"one": False, "two": False}
    assert kept(run(corpus, out)) == {"one": True, "two": True}
    assert kept(run(corpus, out, seed=2)) == {"one": False, "two": False}
    assert (out / "tables" / "one.csv").read_text() == "2"
    (corpus / "corpus.csv").write_text((corpus / "corpus.csv").read_text().replace("Rain fell", "Snow fell"))
    assert kept(run(corpus, out, seed=2)) == {"one": False, "two": False}


def test_a_changed_notebook_alone_runs_again(
    small: Path, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(corpus, tmp_path / "run")
    use_notebooks(monkeypatch, small, two=WRITE.format("two") + "\n")
    assert kept(run(corpus, tmp_path / "run")) == {"one": True, "two": False}


def test_a_changed_lexicon_runs_again(small: Path, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text(OWN)
    chosen = {"lexicons": [str(tmp_path / "own.tsv")]}
    run(corpus, tmp_path / "run", **chosen)
    assert kept(run(corpus, tmp_path / "run", **chosen)) == {"one": True, "two": True}
    (tmp_path / "own.tsv").write_text(OWN.replace("bridge", "ferry"))
    assert kept(run(corpus, tmp_path / "run", **chosen)) == {"one": False, "two": False}


def test_what_a_former_run_made_goes_and_what_others_put_there_stays(small: Path, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    (out / "figures").mkdir(parents=True)
    (out / "figures" / "holiday.png").write_text("mine")
    run(corpus, out)
    (out / "tables" / "notes.csv").write_text("mine")
    (small / "two.ipynb").rename(small / "three.ipynb")
    run(corpus, out, seed=2)
    run(corpus, out, seed=3)
    assert (out / "figures" / "holiday.png").read_text() == (out / "tables" / "notes.csv").read_text() == "mine"
    assert sorted(path.name for path in out.glob("*.html")) == ["index.html", "methods.html", "one.html", "three.html"]
    assert sorted(path.name for path in (out / "notebooks").iterdir()) == ["one.ipynb", "three.ipynb"]
    assert (out / "tables" / "one.csv").read_text() == "3"


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"fingerprint": 1}', "\ud83d"])
def test_a_record_that_no_run_wrote_is_no_record(small: Path, corpus: Path, tmp_path: Path, record: str) -> None:
    out = tmp_path / "run"
    out.mkdir()
    (out / "run.json").write_bytes(record.encode("utf-8", "surrogatepass"))
    assert kept(run(corpus, out)) == {"one": False, "two": False}


def test_a_notebook_that_fails_leaves_the_rest_and_is_named(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = {"one": WRITE.format("one"), "two": f"raise ValueError({SCRIPT!r})"}
    use_notebooks(monkeypatch, tmp_path / "small", **cells)
    done = run(corpus, tmp_path / "run")
    assert done.failed == ["two"]
    assert done.jobs["two"]["error"] == f"cell 2: ValueError: {SCRIPT}"
    assert (done.out / "tables" / "one.csv").is_file()
    index = (done.out / "index.html").read_text()
    assert "<strong>two</strong> failed: cell 2: ValueError: &lt;script&gt;alert(1)&lt;/script&gt;</li>" in index
    assert '<a href="one.html">one</a>' in index
    assert (done.out / "report.pdf").is_file()
    assert find_broken_links(done.out) == []
    assert "This page failed: cell 2: ValueError: &lt;script&gt;" in (done.out / "two.html").read_text()
    use_notebooks(monkeypatch, tmp_path / "small", two=WRITE.format("two"))
    again = run(corpus, tmp_path / "run")
    assert (again.failed, kept(again)) == ([], {"one": True, "two": False})
    assert "failed" not in re.sub(r"<style>.*?</style>", "", (done.out / "two.html").read_text(), flags=re.DOTALL)


def test_a_notebook_that_failed_is_tried_again(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = tmp_path / "ready"
    use_notebooks(monkeypatch, tmp_path / "small", one=WRITE.format("one"), two=f"open({str(ready)!r})")
    assert run(corpus, tmp_path / "run").failed == ["two"]
    ready.touch()
    again = run(corpus, tmp_path / "run")
    assert (again.failed, kept(again)) == ([], {"one": True, "two": False})


def test_a_process_that_dies_is_named(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_notebooks(monkeypatch, tmp_path / "small", one=WRITE.format("one"), two="import os\nos._exit(9)")
    done = run(corpus, tmp_path / "run")
    assert done.jobs["one"]["error"] == ""
    assert done.jobs["two"]["error"] == "the process ended with code 9 and no word"


def test_a_text_of_which_nothing_is_left_is_named_before_anything_runs(small: Path, tmp_path: Path) -> None:
    rows = [("a", "A", "x", "e", "Photo: Ann Lee / AP"), ("b", "B", "y", "e", "It rained.")]
    corpus = write_corpus(tmp_path / "corpus", *rows)
    assert error_of(run, corpus, tmp_path / "run") == (
        "1 article has no running text of their own, only excluded passages; "
        "leave the rows out, or count every word with -p excluded=in\n  a: 'Photo: Ann Lee / AP'"
    )
    assert not (tmp_path / "run" / "tables").exists()


HALF = """from pathlib import Path
import os, time
from analysis.corpus.files import write_whole
with write_whole(Path(out) / "tables" / "half.csv") as part:
    part.write_text("half")
    (Path(out) / "tables" / "pid.csv").write_text(str(os.getpid()))
    time.sleep(100)
"""


@pytest.mark.parametrize("signalled", [False, True], ids=["from within", "by Ctrl-C"])
def test_a_run_that_is_stopped_leaves_no_half_file_and_goes_on(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signalled: bool
) -> None:
    use_notebooks(monkeypatch, tmp_path / "small", one=WRITE.format("one"), two=HALF)
    out = tmp_path / "run"
    pid = out / "tables" / "pid.csv"

    def stop(name: str, done: int, of: int) -> None:
        if name == "two" and done == 1:
            deadline = time.monotonic() + 30
            while not (pid.is_file() and pid.read_text()) and time.monotonic() < deadline:
                time.sleep(0.02)
            assert list((out / "tables").glob(".half.csv.*.part"))
            if signalled:
                os.kill(os.getpid(), signal.SIGINT)
            raise KeyboardInterrupt

    settings = check_settings({"corpus": str(corpus), "out": str(out)})
    with pytest.raises(KeyboardInterrupt):
        run_report(settings, stop)
    assert not list(out.rglob("*.part"))
    assert not (out / "tables" / "half.csv").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    use_notebooks(monkeypatch, tmp_path / "small", two=WRITE.format("two"))
    assert run(corpus, out).failed == []


def test_what_an_interrupted_run_left_half_is_swept_away(small: Path, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    (out / "tables").mkdir(parents=True)
    (out / "tables" / ".half.csv.1.part").write_text("half")
    run(corpus, out)
    assert not list(out.rglob("*.part"))


def test_the_progress_of_every_step_is_told(small: Path, corpus: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    run_report(check_settings({"corpus": str(corpus), "out": str(tmp_path / "run")}), lambda *step: told.append(step))
    last = {name: (done, of) for name, done, of in told}
    assert last["one"] == last["two"] == (3, 3)  # two cells, and that of the parameters


def test_the_summary_runs_when_all_others_have(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = "from pathlib import Path\ntables = sorted(path.name for path in (Path(out) / 'tables').iterdir())\n"
    columns = "'topic,text,limit,link\\nt,' + ' '.join(tables) + ',l,one.html\\n'"
    cells: dict[str, Any] = {"one": "import time\ntime.sleep(0.5)\n" + WRITE.format("one"), "two": WRITE.format("two")}
    summary = count + f"(Path(out) / 'tables' / 'findings.csv').write_text({columns})"
    use_notebooks(monkeypatch, tmp_path / "small", **cells, **{"09-summary": summary})
    done = run(corpus, tmp_path / "run")
    assert done.failed == []
    assert "one.csv two.csv" in (done.out / "index.html").read_text()


def test_the_default_lexicons_are_those_of_the_run(done: Run) -> None:
    assert read_table(done, "rates")["measure"].unique(maintain_order=True).to_list() == list(LEXICONS)


@pytest.mark.parametrize("given", ["beside the texts", "as a parameter"])
def test_aliases_that_go_round_are_refused_before_anything_runs(tmp_path: Path, given: str) -> None:
    corpus = write_corpus(
        tmp_path / "corpus", ("a", "Post", "x", "e", "Rain fell."), ("b", "Times", "y", "e", "Snow fell.")
    )
    file = (corpus if given == "beside the texts" else tmp_path) / "aliases.csv"
    file.write_text("name,actor\nHarbour,Port\nPort,Harbour\n", encoding="utf-8")
    chosen = {"aliases": str(file)} if given == "as a parameter" else {}
    out = tmp_path / "run"
    out.mkdir()
    assert error_of(run, corpus, out, **chosen) == (
        f"{file}: 1 problem\n  line 2, column actor: given 'Harbour > Port > Harbour'; allowed: names that lead to one actor; "
        "take one of these rows out"
    )
    assert list(out.iterdir()) == []
