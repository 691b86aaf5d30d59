"""Figures of actors: what they are called, who acts and who is acted on, and where an agent is left out."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from matplotlib.colors import same_color

from analysis.compare.agency import DELETION, POWERS
from analysis.compare.estimates import Contrast
from analysis.compare.loads import LOADS
from analysis.compare.namings import NAMINGS
from analysis.find.namings import NOBODY
from analysis.report.figures import plot_agency, plot_deletion, plot_labels, plot_loads, save_plot
from analysis.report.figures.agency import MOST as ACTORS
from analysis.report.figures.deletion import BOTH, ITSELF, NAMED, NOUN, OUTLETS, PASSIVE, UNTOLD, WAYS
from analysis.report.figures.labels import Box, place_labels
from analysis.report.figures.namings import LEAN
from analysis.report.figures.namings import MOST as LABELS
from analysis.report.figures.shares import take_share
from analysis.report.figures.style import LONGEST_ALT, Plot, group_looks
from analysis.report.galleries import ACTORS as DRAWN
from analysis.report.galleries import plot_labels_by_actor
from tests.report.test_figures import written
from tests.report.test_figures_voices import assert_legible

AB = Contrast("advocacy", "news")


def namings(rows: list[tuple], voice: str = "author") -> pl.DataFrame:
    """Namings of (designation, group, hits, polarity) of the Harbour Board; a polarity of null is not evaluative."""
    table = pl.DataFrame(rows, schema=["designation", "group", "hits", "polarity"], orient="row", strict=False)
    return table.with_columns(
        actor=pl.lit("Harbour Board"), outlet=pl.lit("Quay"), voice=pl.lit(voice), form=pl.lit("role"), docs=pl.lit(1),
        evaluative=pl.col("polarity").cast(pl.String).is_not_null(), polarity=pl.col("polarity").cast(pl.String).fill_null(""),
    ).select(NAMINGS.keys()).cast(NAMINGS)  # fmt: skip


NAMES = [
    ("board", "advocacy", 2, None), ("board", "news", 15, None), ("rusty lords", "advocacy", 16, "negative"),
    ("able keepers", "advocacy", 2, "positive"), ("able keepers", "news", 5, "positive"),
]  # fmt: skip


def labels(plot: Plot) -> list[str]:
    return [label.get_text() for label in plot.figure.axes[0].get_yticklabels()]


# --- labels -------------------------------------------------------------------------------------------------------


def test_labels_stand_from_more_in_one_group_to_more_in_the_other():
    plot = plot_labels(namings(NAMES), "Harbour Board")
    assert labels(plot) == ["rusty lords", "able keepers", "board"]
    assert plot.title == (
        "Of what “Harbour Board” is called, “rusty lords” sets the groups apart most (advocacy 80 %, news 0 %; intervals do "
        "not overlap, no test); evaluative: advocacy 90 %, news 25 %"
    )
    assert {"16 : 0", "2 : 5", "2 : 15", "counted,\nadvocacy : news"} <= set(written(plot))
    assert "rusty lords: advocacy 80 % (16 of 20), news 0 % (0 of 20) (evaluative, negative)" in plot.alt
    assert "author's own words; 3 of 3 designations" in plot.caption
    assert "Designations counted: advocacy 20, news 20" in plot.caption


def test_an_evaluative_designation_has_its_sign():
    plot = plot_labels(namings(NAMES), "Harbour Board")
    signs = [line for line in plot.figure.axes[0].lines if not line.get_clip_on() and list(line.get_xdata()) == [-0.03]]
    assert {(sign.get_marker(), sign.get_ydata()[0]) for sign in signs} == {
        (LEAN["negative"], 0),
        (LEAN["positive"], 1),
    }
    assert [text.get_text() for text in plot.figure.legends[0].get_texts()] == [
        "advocacy", "news", "evaluative, positive", "evaluative, negative",
    ]  # fmt: skip


def test_few_designations_are_hollow_and_a_silent_group_is_named():
    few = [("board", "advocacy", 3, None), ("crew", "advocacy", 2, None)]
    elsewhere = namings([("ferry", "news", 9, None)]).with_columns(actor=pl.lit("Ferry"))
    plot = plot_labels(pl.concat([namings(few), elsewhere]), "Harbour Board")
    points = [line for line in plot.figure.axes[0].lines if line.get_marker() in "os"]
    assert [point.get_markerfacecolor() for point in points] == ["white"] * 2
    assert plot.title == "What “Harbour Board” is called, with too few designations to compare; none is evaluative"
    assert "3 : –" in written(plot) and "No designation in news." in plot.caption and "Hollow" in plot.caption


def test_labels_are_those_of_the_author_and_of_all_outlets():
    quoted = namings([("rusty lords", "news", 90, "negative")], "quoted")
    other = namings([("board", "news", 5, None)]).with_columns(outlet=pl.lit("Pier"))
    plot = plot_labels(pl.concat([namings(NAMES), quoted, other]), "Harbour Board")
    assert "board: advocacy 10 % (2 of 20), news 80 % (20 of 25)" in plot.alt


def test_the_most_used_of_many_labels_are_shown():
    rows = [
        (f"the extraordinarily busy keepers of quay {number}", group, 5 + number, None)
        for number in range(60)
        for group in "abc"
    ]
    plot = plot_labels(namings(rows), "Harbour Board")
    assert len(labels(plot)) == LABELS and f"{LABELS} of 60 designations" in plot.caption
    assert_legible(plot)


def test_what_all_call_alike_sets_nobody_apart():
    plot = plot_labels(namings([("board", "advocacy", 12, None), ("board", "news", 15, None)]), "Harbour Board")
    assert plot.title == "All groups call “Harbour Board” alike; none is evaluative"


def test_labels_are_drawn_of_the_actors_with_several_names_that_two_groups_name():
    names = [
        namings([("board", "advocacy", 3 + number, None), ("crew", "news", 30, None)]).with_columns(
            actor=pl.lit(f"Actor {number:02}")
        )
        for number in range(DRAWN + 2)
    ]
    ferry = namings([("ferry", "news", 99, None), ("gull", "news", 99, None)])
    alone, one = ferry.with_columns(actor=pl.lit("Ferry")), ferry.head(1).with_columns(actor=pl.lit("Gull"))
    nobody = ferry.with_columns(actor=pl.lit(NOBODY))  # labels that no text says whose they are
    plots = plot_labels_by_actor(pl.concat([*names, alone, one, nobody]))
    assert [name.split("~")[0] for name in plots] == [f"labels-actor+{number:02}" for number in range(DRAWN + 1, 1, -1)]
    assert [name.split("~")[0] for name in plot_labels_by_actor(pl.concat([names[0], alone, one]))] == [
        "labels-actor+00",
        "labels-ferry",
    ]
    none = plot_labels_by_actor(one)
    assert list(none) == ["labels"] and none["labels"].title.startswith("No known actor has several names")


# --- loads --------------------------------------------------------------------------------------------------------


def loads(rows: list[tuple]) -> pl.DataFrame:
    """Rows of (actor, hits_a, size_a, hits_b, size_b, q) of advocacy and news."""
    table = []
    for actor, hits_a, size_a, hits_b, size_b, q in rows:
        sides = {"a": take_share(hits_a, size_a), "b": take_share(hits_b, size_b)}
        row = {"actor": actor, "voice": "author", "group_a": "advocacy", "group_b": "news", "q": q, "interval": "parts"}
        for side, share in sides.items():
            names = ("hits", "size", "share", "share_low", "share_high")
            row |= {f"{name}_{side}": value for name, value in zip(names, share, strict=True)}
        table.append(row)
    frame = pl.DataFrame(table, schema={name: LOADS[name] for name in LOADS})
    return frame.select(LOADS.keys()).cast(LOADS)


LOADED = [("Harbour Board", 2, 40, 20, 40, 0.01), ("Ann Pilot", 12, 40, 6, 40, 0.3), ("The Gull", 0, 0, 9, 12, None)]


def test_loads_are_filled_where_they_hold():
    plot = plot_loads(loads(LOADED), AB)
    assert labels(plot) == ["Ann Pilot", "Harbour Board"]  # the gull is named by one group
    assert plot.title == (
        "advocacy and news differ in how often they evaluate an actor in 1 of 2 rows (q under 0.05), most surely “Harbour "
        "Board” (advocacy 5 %, news 50 %)"
    )
    points = [line for line in plot.figure.axes[0].lines if line.get_marker() in "os"]
    assert [point.get_markerfacecolor() == "white" for point in points] == [True, True, False, False]
    assert "Hollow: q of 0.05 or more" in plot.caption and "1 of 2 have q under 0.05" in plot.caption
    assert "Harbour Board: advocacy 5 % (2 of 40), news 50 % (20 of 40)" in plot.alt
    assert_legible(plot)


def test_loads_without_a_test_name_the_widest_gap():
    plot = plot_loads(loads([(*row[:5], None) for row in LOADED]), AB)
    assert plot.title == (
        "How often advocacy and news evaluate an actor where they name it: widest gap at “Harbour Board” (news 50 %, "
        "advocacy 5 %; intervals do not overlap, no test)"
    )
    assert "No test." in plot.caption
    none = plot_loads(loads([(*row[:5], 0.4) for row in LOADED]), AB)
    assert none.title.endswith("where they name it: in none of 2 rows does it differ with q under 0.05")
    aimed = loads(LOADED[1:2]).with_columns(polarity=pl.lit("negative"))
    told = plot_loads(aimed, AB)
    assert labels(told) == ["Ann Pilot, negative"]
    assert told.title.startswith("How often loaded words are told of an actor in advocacy and news: ")
    assert "evaluate" not in told.title + told.alt and "Deeds told of the actor (an arrest, an attack)" in told.caption
    assert plot_loads(aimed.with_columns(q=pl.lit(0.01)), AB).title.startswith(
        "advocacy and news differ in how often loaded words are told of an actor in 1 of 1 row"
    )
    assert plot_loads(aimed.clear(), AB).title.startswith("No actor whom advocacy and news both name has a loaded word")
    few = plot_loads(loads([("The Gull", 1, 4, 2, 3, None)]), AB)
    assert few.title.endswith("in none of 1 row have both 10 namings") and "Hollow: a share of fewer" in few.caption


# --- agency -------------------------------------------------------------------------------------------------------


def powers(rows: list[tuple], voice: str = "author") -> pl.DataFrame:
    """Rows of (actor, group, clauses, as_agent, power), each clause counted alone."""
    table = []
    for actor, group, clauses, as_agent, power in rows:
        row = {"actor": actor, "group": group, "voice": voice, "docs": 1, "as_patient": clauses - as_agent}
        for name, hits, column in (("agent", as_agent, "as_agent"), ("power", power, "power")):
            values = take_share(hits, clauses)
            row |= {column: hits, "clauses": clauses, f"{name}_interval": "parts"}
            row |= {f"{name}_share": values.value, f"{name}_low": values.low, f"{name}_high": values.high}
        table.append(row)
    return pl.DataFrame(table, schema=POWERS)


TOLD = [
    ("Harbour Board", "advocacy", 40, 30, 30), ("Harbour Board", "news", 20, 5, 15), ("Ann Pilot", "news", 4, 4, 0),
]  # fmt: skip


def many_powers(actors: int, groups: int = 2) -> pl.DataFrame:
    rng = np.random.default_rng(3)
    rows = []
    for actor in range(actors):
        for group in range(groups):
            clauses = int(rng.integers(1, 16000 // (actor + 1) + 2))
            as_agent, power = (int(rng.binomial(clauses, share)) for share in rng.uniform(0.3, 0.7, 2))
            rows.append((f"Keeper {actor} of the lighthouse", f"group {group}", clauses, as_agent, power))
    return powers(rows)


def dots(plot: Plot) -> dict[tuple[float, float], object]:
    lines = plot.figure.axes[0].lines
    return {(line.get_xdata()[0], line.get_ydata()[0]): line for line in lines if len(line.get_xdata()) == 1}


def test_a_sign_lies_where_its_actor_acts_and_by_force():
    plot = plot_agency(powers(TOLD))
    looks, found = group_looks(["advocacy", "news"]), dots(plot)
    assert set(found) == {(0.75, 0.75), (0.25, 0.75), (1.0, 0.0)}
    assert found[0.75, 0.75].get_marker() == looks["advocacy"].marker
    assert same_color(found[0.75, 0.75].get_markerfacecolor(), looks["advocacy"].colour)
    assert found[1.0, 0.0].get_markerfacecolor() == "white"  # four clauses
    assert found[0.75, 0.75].get_markersize() > found[0.25, 0.75].get_markersize() > found[1.0, 0.0].get_markersize()
    joined = [line for line in plot.figure.axes[0].lines if list(line.get_xdata()) == [0.75, 0.25]]
    assert len(joined) == 1
    assert plot.title == (
        "Of 2 actors, “Harbour Board” stands furthest apart in how often it acts (advocacy 75 %, news 25 %; intervals do not "
        "overlap, no test)"
    )
    assert (
        "Harbour Board, advocacy: acts in 75 % (30 of 40), interval 60 % to 86 %, force or control in 75 %" in plot.alt
    )
    assert "64 clauses in all" in plot.caption and "Hollow: fewer than 10 clauses" in plot.caption
    assert {"Harbour Board", "Ann Pilot"} <= set(written(plot))


def test_signs_are_those_of_the_author_and_lie_where_the_table_says():
    quoted = powers([("Harbour Board", "advocacy", 90, 9, 9)], "quoted")
    wide = powers(TOLD).with_columns(agent_low=pl.lit(0.0), agent_high=pl.lit(1.0))
    plot = plot_agency(pl.concat([wide, quoted]))
    assert set(dots(plot)) == {(0.75, 0.75), (0.25, 0.75), (1.0, 0.0)}
    assert "interval 0 % to 100 %" in plot.alt and "widest gap" in plot.title and "intervals overlap" in plot.title


def test_a_sign_of_one_or_two_clauses_is_left_out():
    plot = plot_agency(powers([*TOLD, ("The Gull", "advocacy", 2, 2, 0), ("Ann Pilot", "news", 1, 0, 1)]))
    assert set(dots(plot)) == {(0.75, 0.75), (0.25, 0.75), (1.0, 0.0)}
    assert "2 signs of fewer than 3 clauses left out" in plot.caption and "2 actors (1 actor with fewer" in plot.caption
    assert plot_agency(powers([("The Gull", "advocacy", 2, 2, 0)])).title.startswith("No known actor has 3 clauses")


def test_an_actor_is_named_once_and_all_signs_of_one_spot_are_named():
    rows = [("The Gull", "advocacy", 20, 20, 0), ("The Tern", "advocacy", 20, 20, 0), ("The Auk", "news", 20, 4, 10)]
    plot = plot_agency(powers([*rows, ("The Auk", "advocacy", 10, 10, 10)]))
    assert written(plot).count("The Auk") == 1 and "The Gull,\nThe Tern" in written(plot)
    assert_legible(plot)


def test_of_many_actors_those_of_two_groups_are_drawn():
    alone = powers([("The Gull", "group 0", 9999, 9999, 0)])
    plot = plot_agency(pl.concat([many_powers(300), alone]))
    assert len({dot.split(",")[0] for dot in written(plot) if dot.startswith("Keeper")}) >= ACTORS / 2
    assert "The Gull" not in written(plot)
    assert f"{ACTORS} actors (289 actors with fewer clauses left out)" in plot.caption
    assert_legible(plot)


def test_no_name_lies_on_what_is_held_beforehand():
    free = place_labels([(50.0, 50.0)], [(30, 8)], (200, 100), 0)[0]
    kept = place_labels([(50.0, 50.0)], [(30, 8)], (200, 100), 0, [free.box])[0]
    assert not kept.box.meets(free.box)
    assert place_labels([(50.0, 50.0)], [(30, 8)], (200, 100), 0, [Box(0, 0, 200, 100)]) == [None]


def test_without_two_groups_to_compare_the_title_says_so():
    assert plot_agency(powers(TOLD[2:])).title == (
        "Who acts and who is acted on: 1 actor, none with 10 clauses in two groups that could be compared"
    )


# --- deletion -----------------------------------------------------------------------------------------------------


def deletion(rows: list[tuple]) -> pl.DataFrame:
    """Tellings of (act, patient, differs, group, outlet, form, agent) of one event."""
    names = ["act", "patient", "differs", "group", "outlet", "form", "agent"]
    table = pl.DataFrame(rows, schema=names, orient="row").with_columns(event=pl.lit("storm"))
    missing = [pl.lit(None).alias(name) for name in DELETION if name not in table.columns]
    return table.with_columns(missing).select(DELETION.keys()).cast(DELETION)


TELLINGS = [
    ("close", "the quay", True, "advocacy", "Pier", "active", "the board"),
    ("close", "the quay", True, "advocacy", "Quay", "passive", "the board"),
    ("close", "the quay", True, "advocacy", "Quay", "agentless passive", "none"),
    ("close", "the quay", True, "news", "Dock", "agentless passive", "none"),
    ("move", "", False, "advocacy", "Pier", "agentless nominal", "none"),
    ("move", "", False, "news", "Dock", "active", "none"),
    ("move", "", False, "news", "Reef", "active", "the crane"),
]


def test_each_way_to_tell_an_act_has_its_sign():
    plot = plot_deletion(deletion(TELLINGS))
    axes = plot.figure.axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Pier", "Quay", "Dock", "Reef"]
    assert labels(plot) == ["close · the quay\nstorm", "move\nstorm"]
    signs = {
        (line.get_xdata()[0], line.get_ydata()[0]): (line.get_marker(), line.get_fillstyle(), line.get_markerfacecolor() == "white")
        for line in axes.lines if len(line.get_xdata()) == 1 and line.get_ydata()[0] >= 0
    }  # fmt: skip
    ways = {(0, 0): NAMED, (1, 0): BOTH, (2, 0): PASSIVE, (0, 1): NOUN, (1, 1): UNTOLD, (2, 1): ITSELF}
    ways |= {(3, 0): UNTOLD, (3, 1): NAMED}
    assert signs == {
        place: (WAYS[way]["marker"], WAYS[way].get("fillstyle", "full"), WAYS[way].get("markerfacecolor") == "white")
        for place, way in ways.items()
    }
    assert {"2/3 : 0/1", "0/1 : 1/2", "with agent,\nadvocacy : news"} <= set(written(plot))
    assert plot.title == (
        "Of 2 like acts that several outlets tell, 1 has an agent in one group and a telling without in another; first “close · the "
        "quay” (with agent: advocacy 2 of 3 and news 0 of 1); no test"
    )
    assert "close · the quay (storm): advocacy 2 of 3, news 0 of 1; move (storm)" in plot.alt


def test_acts_told_alike_are_said_to():
    assert plot_deletion(deletion(TELLINGS[4:6])).title == (
        "Of 1 like act that several outlets tell, none has an agent in one group and a telling without in another"
    )


def test_many_outlets_and_acts_are_cut_off_and_counted():
    rows = [
        (
            f"close {act}",
            "four ships of the line and their crews",
            True,
            f"group {at % 3}",
            f"The Courier of harbour {at:02}",
            *told,
        )
        for act in range(40)
        for at in range(40)
        for told in (("active", "the board"), ("agentless passive", "none"))[: 1 + (act > 9)]
    ]
    plot = plot_deletion(deletion(rows))
    assert (
        "40 like acts that at least two outlets tell of one event (2,800 tellings), 30 of them both with and without"
        in plot.caption
    )
    assert "That they are one act is not proven" in plot.caption
    assert "drawn: 16" in plot.caption and labels(plot)[0].startswith("close 10 · ")
    assert f"{40 - OUTLETS} outlets that tell other acts" in plot.caption
    assert_legible(plot, slanted=True)


def test_the_outlets_of_the_first_acts_are_drawn():
    late = [
        ("move", "the crane", False, "news", f"Dock {number}", "active", "the board")
        for number in range(30)
        for _ in "ab"
    ]
    late += [("move", "the crane", False, "news", "Dock 1", "agentless passive", "none")]
    axes = plot_deletion(deletion([*TELLINGS, *late])).figure.axes[0]
    assert {"Pier", "Quay", "Dock"} <= {label.get_text() for label in axes.get_xticklabels()}


# --- all ----------------------------------------------------------------------------------------------------------


def test_no_text_lies_on_another_or_off_the_page():
    assert_legible(plot_labels(namings(NAMES), "Harbour Board"))
    assert_legible(plot_agency(powers(TOLD)))
    assert_legible(plot_deletion(deletion(TELLINGS)), slanted=True)


def test_the_same_tables_give_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        save_plot("agency", plot_agency(many_powers(9, 3)), tmp_path / folder)
        save_plot("labels", plot_labels(namings(NAMES), "Harbour Board"), tmp_path / folder)
    files = [[path.read_bytes() for path in sorted((tmp_path / folder).iterdir())] for folder in ("one", "two")]
    assert len(files[0]) == 4 and files[0] == files[1]


@pytest.mark.parametrize(
    ("empty", "title"),
    [
        (lambda: plot_labels(namings(NAMES), "The Gull"), "No group gives “The Gull” a name or a description"),
        (lambda: plot_labels(namings([]), "The Gull"), "No group gives “The Gull” a name or a description"),
        (lambda: plot_loads(loads(LOADED[2:]), AB), "No actor whom advocacy and news both name is evaluated"),
        (lambda: plot_loads(loads([]), AB), "No actor whom advocacy and news both name is evaluated"),
        (lambda: plot_agency(powers([])), "No known actor does anything"),
        (lambda: plot_deletion(deletion([])), "No like acts are told by two outlets of one event"),
    ],
)
def test_nothing_to_show_is_said(empty, title):
    plot = empty()
    assert plot.title.startswith(title) and plot.title == plot.alt


def test_a_text_alternative_is_never_too_long():
    rows = [
        (f"an extraordinarily long designation {number}", group, 50, "negative")
        for number in range(30)
        for group in "ab"
    ]
    assert len(plot_labels(namings(rows), "Harbour Board").alt) <= LONGEST_ALT


def test_a_designation_that_stands_once_is_not_drawn_where_others_stand_more_often():
    rows = [("board", "advocacy", 12, None), ("the keepers", "news", 2, None), ("96 of", "news", 1, None)]
    plot = plot_labels(namings(rows), "Harbour Board")
    assert "the keepers" in written(plot) and "96 of" not in written(plot)
    assert "2 of 3 designations" in plot.caption and "without 1 designation that stands once" in plot.caption
    assert "96 of" in written(plot_labels(namings([("96 of", "news", 1, None)]), "Harbour Board"))
