"""A study: its tables follow its settings; contrasts are mirrored and three groups are compared in pairs and with the rest."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analysis.compare.estimates import REST
from analysis.report.settings import check_settings
from analysis.report.study import COMPARISONS, LAYERS, Study
from tests.conftest import error_of
from tests.runs import write_corpus

MEASURED = ("keyness", "contrasts", "events", "pooled", "style")
OUTLETS = {"a": ("Harbour Times", "Quay Post"), "b": ("Bridge Week", "Pier News"), "c": ("Cloud Report", "Wind Daily")}
TOLD = {
    "a": "Perhaps the harbour wall held. The old harbour board met at noon and the boats lay still. It may rain.",
    "b": "The bridge never swayed. We saw the harbour board at the bridge. “It will rain,” the mayor said. It must not.",
    "c": "Clouds came over the harbour. Not one boat sailed; the harbour board must wait. Could it rain?",
}


def make(corpus: Path | str, **parameters: object) -> Study:
    return Study(
        check_settings({"corpus": str(corpus), "lexicons": ["stance", "negation"], "shuffles": 19, **parameters})
    )


def tell(folder: Path, groups: str, events: int) -> Path:
    """A corpus of one article of each outlet on each event, some of them longer than others."""
    rows = [
        (f"{group}{place}{event}", outlet, group, f"Storm {event}", TOLD[group] + " The rain fell on the wall." * ((event + place) % 3))
        for event in range(events)
        for group in groups
        for place, outlet in enumerate(OUTLETS[group])
    ]  # fmt: skip
    return write_corpus(folder, *rows)


def test_terms_and_designations_are_spelt_as_the_texts_write_them(tmp_path: Path) -> None:
    text = "On Monday Ann Lee rowed out. In the harbour Ann Lee was seen, and the harbour cheered the pilot Ann Lee."
    study = make(
        write_corpus(tmp_path, ("a", "X1", "x", "e", text), ("b", "Y1", "y", "e", text)), min_count=1, ngrams=2
    )
    assert {"ann lee", "harbour"} <= set(study.listed_terms["term"])
    written = dict(study.spellings.rows())
    assert written["ann lee"] == "Ann Lee" and "harbour" not in written
    assert "ann lee" in study.namings["designation"] and "Ann Lee" in study.labels["designation"]
    assert study.labels.drop("designation").equals(study.namings.drop("designation"))


# --- the settings are heeded ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def studies(seeds: Path) -> dict[str, Study]:
    """Studies of the example corpus by how quoted words are counted."""
    return {quoted: make(seeds, quoted=quoted) for quoted in ("in", "out", "split")}


def test_the_names_are_those_of_the_commands(studies: dict[str, Study]) -> None:
    assert LAYERS == ("exclusions", "cues", "quotes", "actors", "claims")
    assert COMPARISONS == (
        "keyness", "rates", "contrasts", "events", "pooled", "style", "collocates", "shift", "distance", "similarity", "passages",
        "speech", "speakers", "verbs", "silent", "fates", "namings", "loads", "agency", "deletion", "evaluations",
        "alignments", "agreements", "discrepancies", "statements", "omissions", "certainty", "timeline", "updates", "reuse",
    )  # fmt: skip
    for name in (*LAYERS, *COMPARISONS):
        assert isinstance(getattr(studies["split"], name), pl.DataFrame), name


@pytest.fixture(scope="module")
def turned(seeds: Path) -> Study:
    return make(seeds, contrast=["news", "advocacy"])


@pytest.mark.parametrize("name", ["keyness", "contrasts", "style", "pooled", "collocates", "shift", "distance"])
def test_the_groups_are_those_of_the_contrast(turned: Study, name: str) -> None:
    table = getattr(turned, name)
    assert table.select("group_a", "group_b").unique().rows() == [("news", "advocacy")]


def test_a_group_that_is_not_there_is_told_before_anything_takes_long(seeds: Path) -> None:
    study = make(seeds, contrast=["news", "advocac"])
    assert error_of(study.check) == (
        "contrast: given 'news, advocac'; allowed: two of advocacy, news, or nothing for all pairs; did you mean 'advocacy'?"
    )
    assert "tokens" not in vars(study)


def test_to_check_neither_parses_nor_counts(seeds: Path) -> None:
    study = make(seeds)
    study.check()
    assert not {"tokens", "material", "cues", "terms"} & set(vars(study))


def test_a_table_is_made_once(studies: dict[str, Study]) -> None:
    study = studies["split"]
    assert study.keyness is study.keyness
    assert study.styles is study.styles


@pytest.mark.parametrize(
    ("quoted", "voices"), [("in", ["all"]), ("out", ["author"]), ("split", ["attributed", "author", "quoted"])]
)
@pytest.mark.parametrize("name", ["keyness", "rates", "contrasts", "events", "pooled", "shift", "distance"])
def test_the_voices_are_those_that_are_counted(
    studies: dict[str, Study], name: str, quoted: str, voices: list[str]
) -> None:
    assert sorted(getattr(studies[quoted], name)["voice"].unique()) == voices


@pytest.mark.parametrize(("quoted", "voices"), [("in", ["all"]), ("out", ["author"]), ("split", ["all", "author"])])
def test_style_is_of_whole_texts_and_the_authors_words(
    studies: dict[str, Study], quoted: str, voices: list[str]
) -> None:
    assert sorted(studies[quoted].style["voice"].unique()) == voices


def test_a_blind_reader_reads_the_first_voice_alone(studies: dict[str, Study]) -> None:
    heard = [studies[quoted].reading.scores["voice"].unique().to_list() for quoted in ("in", "out", "split")]
    assert heard == [["all"], ["author"], ["author"]]


@pytest.mark.parametrize("name", ["cues", "rates", "contrasts", "events", "pooled", "patterns"])
def test_the_lexicons_are_those_that_are_named(studies: dict[str, Study], name: str) -> None:
    table = getattr(studies["split"], name)
    assert sorted(table["lexicon" if name == "cues" else "measure"].unique()) == ["negation", "stance"]


def test_frames_are_counted_without_the_other_lists(seeds: Path) -> None:
    study = make(seeds, lexicons=["stance", "frames-generic"])
    assert study.frame_rates["measure"].unique().to_list() == ["frames-generic"]
    assert study.frame_rates.equals(study.rates.filter(measure="frames-generic"))


def test_terms_are_as_long_and_as_frequent_as_asked(seeds: Path) -> None:
    table = make(seeds, ngrams=2, min_count=5, quoted="in").keyness
    assert table["length"].max() == 2
    assert (table["hits_a"] + table["hits_b"]).min() == 5


def test_shared_passages_are_as_long_as_asked(seeds: Path) -> None:
    long, short = (make(seeds, passage_words=words).passages for words in (6, 3))
    assert long["words"].min() >= 6
    assert short.height > long.height


def test_what_is_left_out_can_be_counted_after_all(seeds: Path) -> None:
    sizes = [make(seeds, excluded=excluded, quoted="in").rates["size"].max() for excluded in ("out", "in")]
    assert sizes[0] < sizes[1]


def test_the_target_is_the_one_asked_for_or_one_that_all_name(seeds: Path, studies: dict[str, Study]) -> None:
    assert make(seeds, target="law").collocates["target"].unique().to_list() == ["law"]
    assert studies["split"].collocates["target"].unique().to_list() == [studies["split"].sketch.target]
    assert error_of(lambda: make(seeds, target="lighthouse").collocates).startswith(
        "given target 'lighthouse'; allowed: "
    )


def test_one_event_is_studied_alone(seeds: Path) -> None:
    study = make(seeds, event="Osh arrests 2025")
    assert study.documents["event"].unique().to_list() == ["Osh arrests 2025"]
    assert study.events["event"].unique().to_list() == ["Osh arrests 2025"]


def test_the_progress_of_the_parse_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    rows = [(doc, doc, doc, "e", f"A text of its own, new to the cache: {doc}.") for doc in "xy"]
    settings = check_settings({"corpus": str(write_corpus(tmp_path, *rows))})
    assert Study(settings, lambda done, of: told.append((done, of))).tokens.height > 0
    done, of = zip(*told, strict=True)
    assert done[-1] == of[-1] > 0
    assert list(done) == sorted(done)


# --- the groups exchanged -------------------------------------------------------------------------------------------

MIRRORED = {  # of each table its keys and pairs of columns that take each other's number with the sign turned
    "keyness": (("term", "voice"), [
        ("log_ratio", "log_ratio"), ("low", "high"), ("high", "low"), ("z", "z"), ("crude_ratio", "crude_ratio"),
    ]),
    "contrasts": (("measure", "category", "voice"), [("difference", "difference"), ("low", "high"), ("high", "low")]),
    "events": (("measure", "category", "voice", "event"), [("difference", "difference"), ("low", "high"), ("high", "low")]),
    "pooled": (("measure", "category", "voice"), [
        ("difference", "difference"), ("low", "high"), ("high", "low"), ("random", "random"), ("random_low", "random_high"),
        ("without_event_low", "without_event_high"), ("without_outlet_high", "without_outlet_low"), ("by_outlet", "by_outlet"),
        ("by_outlet_low", "by_outlet_high"),
    ]),
    "style": (("measure", "voice"), [("difference", "difference"), ("low", "high"), ("high", "low"), ("g", "g"), ("g_low", "g_high")]),
}  # fmt: skip
SAME = {
    "keyness": ("p", "q", "i2", "dispersion", "lock_q", "detectable", "events", "lockword", "group"),
    "contrasts": ("p", "q", "i2", "detectable", "events", "interval"),
    "events": (),
    "pooled": ("tau", "i2", "events", "weakest_event", "weakest_outlet"),
    "style": ("p", "q", "events", "interval"),
}
SIDED = {
    "keyness": ("rate", "docs", "hits", "words"), "contrasts": ("rate", "docs", "hits", "outlets"), "events": ("rate", "docs", "hits"),
    "pooled": ("outlets",), "style": ("mean", "docs"),
}  # fmt: skip


@pytest.fixture(scope="module")
def mirrored(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Study, Study]]:
    """The same two groups in both orders: of the example, which has no test, and of a corpus that has one."""
    stories = tell(tmp_path_factory.mktemp("stories"), "ab", 6)
    pairs = {"example": (seeds, ["advocacy", "news"]), "stories": (stories, ["a", "b"])}
    return {
        name: (make(corpus, contrast=groups, min_count=2), make(corpus, contrast=groups[::-1], min_count=2))
        for name, (corpus, groups) in pairs.items()
    }


@pytest.mark.parametrize("name", MEASURED)
@pytest.mark.parametrize("corpus", ["example", "stories"])
def test_the_groups_exchanged_turn_every_sign(mirrored: dict[str, tuple[Study, Study]], corpus: str, name: str) -> None:
    there, back = (getattr(study, name) for study in mirrored[corpus])
    keys, pairs = MIRRORED[name]
    both = there.join(back, on=keys, suffix="_back", nulls_equal=True)
    assert both.height == there.height == back.height > 5
    seen = 0
    for column, other in pairs:
        turned = -both[f"{other}_back"]
        assert both[column].is_null().to_list() == turned.is_null().to_list(), column
        assert both[column].fill_null(0).to_list() == pytest.approx(
            turned.fill_null(0).to_list(), rel=1e-9, abs=1e-9
        ), column
        seen += both[column].is_not_null().sum()
    assert seen > both.height
    for column in SAME[name]:
        left, right = both[column], both[f"{column}_back"]
        if left.dtype == pl.Float64:
            assert left.fill_null(-1).to_list() == pytest.approx(right.fill_null(-1).to_list(), rel=1e-9, abs=1e-9), (
                column
            )
        else:
            assert left.to_list() == right.to_list(), column
    for column in SIDED[name]:
        assert both[f"{column}_a"].to_list() == pytest.approx(both[f"{column}_b_back"].to_list()), column


def test_the_corpus_of_stories_has_tests_and_the_example_none(mirrored: dict[str, tuple[Study, Study]]) -> None:
    for name in ("keyness", "contrasts", "style"):
        assert getattr(mirrored["stories"][0], name)["p"].is_not_null().any(), name
        assert getattr(mirrored["example"][0], name)["p"].is_null().all(), name


# --- three groups ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return make(tell(tmp_path_factory.mktemp("three"), "abc", 2), min_count=2, target="harbour")


@pytest.mark.parametrize("name", [*MEASURED, "shift", "distance", "collocates"])
def test_three_groups_are_compared_in_pairs_and_each_with_the_rest(three: Study, name: str) -> None:
    expected = {("a", "b"), ("a", "c"), ("b", "c"), ("a", REST), ("b", REST), ("c", REST)}
    assert set(three.choices) == expected
    assert set(getattr(three, name).select("group_a", "group_b").iter_rows()) == expected


@pytest.mark.parametrize("name", ["reading", "chance_in_terms", "chance_in_cues", "ways_of_terms", "ways_of_cues"])
def test_what_limits_the_tables_is_of_the_same_contrasts(three: Study, name: str) -> None:
    table = three.reading.scores if name == "reading" else getattr(three, name)
    pairs = set(table.select("group_a", "group_b").iter_rows())
    halves = {("a", "a"), ("b", "b"), ("c", "c")} if name.startswith("chance") else set()
    if name.startswith("ways"):  # where nothing holds there is nothing to try in other ways
        assert pairs <= set(three.choices)
    else:
        assert pairs == set(three.choices) | halves


def test_the_rest_are_all_others_together(three: Study) -> None:
    words = dict(three.profile.group_by("group").agg(pl.col("words").sum()).iter_rows())
    quoted = dict(three.profile.group_by("group").agg(pl.col("quoted_words").sum()).iter_rows())
    row = three.keyness.filter(group_a="a", group_b=REST, voice="author").row(0, named=True)
    assert row["words_a"] == words["a"] - quoted["a"]
    assert row["words_b"] == sum(words[group] - quoted[group] for group in "bc")


def test_chance_is_asked_of_terms_and_cues_and_not_of_style_without_intervals(three: Study) -> None:
    assert three.chance_in_terms["measure"].unique().to_list() == ["terms"]
    assert three.chance_in_cues["measure"].unique(maintain_order=True).to_list() == ["cues"]
    wrong = pl.concat([three.chance_in_terms, three.chance_in_cues]).filter(control="mirror")["placebo"]
    assert set(wrong) == {0.0}


def test_chance_is_asked_of_style_where_it_is_tested(mirrored: dict[str, tuple[Study, Study]]) -> None:
    study, _ = mirrored["stories"]
    assert study.chance_in_cues["measure"].unique(maintain_order=True).to_list() == ["cues", "style"]


def test_what_is_taken_over_can_be_left_out_of_every_count(tmp_path: Path) -> None:
    shared = "the crane on the old pier was taken down before heavy rain"
    rows = [
        ("x1", "Quay Post", "x", "Rain", f"Today {shared}."),
        ("y1", "Pier News", "y", "Rain", f"As said, {shared}, and sold."),
    ]
    whole, own = (make(write_corpus(tmp_path, *rows), reused=reused) for reused in ("in", "out"))
    left = own.material.left_out.filter(reason="taken over")
    assert left["text"].to_list() == [shared, shared]
    words = sum(len(text.split()) for text in left["text"])
    assert len(whole.material.words.ids) - len(own.material.words.ids) == words
    assert own.whole.words is not own.material.words
    assert own.passages.equals(whole.passages)


def test_names_and_common_phrases_are_counted_also_without_what_is_taken_over(seeds: Path) -> None:
    own = make(seeds, reused="out")
    assert own.passages.height > 0
    assert own.reuse.height == 0
    assert own.material.words.ids.tolist() == own.whole.words.ids.tolist()
    assert own.keyness.height > 0
