"""Statements on actors: what each group calls them, who acts, acts told without a doer, what is demanded, and who "we" are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from textwrap import shorten

import polars as pl
from rapidfuzz import fuzz

from analysis.compare.agency import LEAST_CLAUSES
from analysis.compare.counts import OWN
from analysis.compare.estimates import BY_DOCUMENTS, BY_PARTS, REST
from analysis.find.address import EXHORTATION, NECESSITY, OBLIGATION
from analysis.find.agency import NONE
from analysis.report.evidence import link
from analysis.report.quoting import quote
from analysis.report.statements.differences import ACTORS_PAGE as PAGE
from analysis.report.statements.differences import say_difference
from analysis.report.statements.finding import VOICES, Finding, count_of, say_number, times

TOPIC = "Actors"
LEAST = 2  # designations that each side must give an actor, and uses by which a designation is named
NAMED = 4  # designations of a side
ADDRESSED = 3  # that a demand is laid on, or that "we" includes, named of a group
QUOTED = 240  # characters of a sentence
UNKNOWN = ("he", "she", "it", "they")  # whom a demand is laid on without a name
PRONOUNS = (*UNKNOWN, "we", "you")
COUNTED = "In all words, quoted ones too; counted in these texts, without a test."
BY_NAME, OTHERWISE = "by name", "otherwise"


# --- what actors are called -----------------------------------------------------------------------------------------


def state_namings(namings: pl.DataFrame, loads: pl.DataFrame, sizes: pl.DataFrame, alpha: float) -> Iterator[Finding]:
    """What each group calls the actor that both name and call most differently, a sentence a contrast of `sizes`.

    Most differently is furthest above what chance gives on average: the log-likelihood ratio less its degrees of freedom
    (Dunning 1993, https://aclanthology.org/J93-1003/). It chooses; it is no test.
    """
    for contrast in sizes.filter(pl.col("voice").is_in(OWN)).iter_rows(named=True):
        called = _count_called(namings, contrast)
        both = called.filter(pl.min_horizontal("size_a", "size_b") >= LEAST).with_columns(
            apart=_surprise("a") + _surprise("b")
        )
        sums = both.group_by("actor").agg(score=2 * pl.col("apart").sum() - (pl.len() - 1))
        first = sums.filter(pl.col("score") > 0).sort("score", "actor", descending=[True, False])
        if first.height:
            yield _state_called(both.filter(actor=first["actor"][0]), sums.height, contrast, loads, alpha)


def _surprise(side: str) -> pl.Expr:
    """Hits times the log of their ratio to those expected if both sides called the actor alike; 0 without hits."""
    expected = (pl.col("a") + pl.col("b")) * pl.col(f"size_{side}") / (pl.col("size_a") + pl.col("size_b"))
    return pl.when(pl.col(side) > 0).then(pl.col(side) * (pl.col(side) / expected).log()).otherwise(0.0)


def _count_called(namings: pl.DataFrame, contrast: dict) -> pl.DataFrame:
    """How often both sides call each actor what: actor, called, evaluative, polarity, a, b, size_a, size_b.

    All names are one way to call an actor, all designations used fewer than LEAST times are one, too.
    """
    heard = namings.filter(
        pl.col("actor").fill_null("") != "", (pl.col("voice") == contrast["voice"]) | (contrast["voice"] == "all")
    )
    is_a, is_b = (pl.col("group") == contrast[f"group_{side}"] for side in "ab")
    is_b = ~is_a if contrast["group_b"] == REST else is_b
    rare = pl.col("hits").filter(is_a | is_b).sum().over("actor", "designation") < LEAST
    called = pl.when(pl.col("form") == "name").then(pl.lit(BY_NAME)).when(rare).then(pl.lit(OTHERWISE))
    counted = heard.with_columns(called=called.otherwise(pl.format("“{}”", "written")))
    table = counted.group_by("actor", "called").agg(
        evaluative=pl.col("evaluative").any(), polarity=pl.col("polarity").max(), designation=pl.col("designation").first(),
        a=pl.col("hits").filter(is_a).sum(), b=pl.col("hits").filter(is_b).sum(),
        outlets_a=pl.col("outlet").filter(is_a), outlets_b=pl.col("outlet").filter(is_b),
    )  # fmt: skip
    sizes = [pl.col(side).sum().over("actor").alias(f"size_{side}") for side in "ab"]
    return table.filter(pl.col("a") + pl.col("b") > 0).sort("actor", "called").with_columns(sizes)


def _state_called(rows: pl.DataFrame, actors: int, contrast: dict, loads: pl.DataFrame, alpha: float) -> Finding:
    group_a, group_b, voice = (contrast[name] for name in ("group_a", "group_b", "voice"))
    actor = rows["actor"][0]
    sides = "; ".join(_list_called(rows, side, contrast[f"group_{side}"]) for side in "ab")
    among = f"Of {count_of(actors, 'actor')} that both name {times(LEAST)} or more {actor} is called most differently"
    text = f"{among}: {sides}, {VOICES[voice]}."
    told = loads.filter(actor=actor, voice=voice, group_a=group_a, group_b=group_b).drop_nulls("difference").to_dicts()
    limit = "Counted in these texts: there is no test of single designations."
    if told:
        parts = [
            f"{told[0][f'hits_{side}']} of {told[0][f'size_{side}']} in {contrast[f'group_{side}']}" for side in "ab"
        ]
        limit = f"Evaluative by the lists: {' and '.join(parts)}. {say_difference(told[0], alpha)}"
    worded = rows.filter(~pl.col("called").is_in([BY_NAME, OTHERWISE])).sort(
        "apart", "called", descending=[True, False]
    )
    return Finding(f"{TOPIC}: {group_a} and {group_b}", text, limit, _link_called(actor, worded, contrast))


def _list_called(rows: pl.DataFrame, side: str, group: str) -> str:
    used = rows.filter(pl.col(side) > 0).sort(side, "called", descending=[True, False])
    named = [f"{row['called']} {row[side]:,}{_say_load(row)}" for row in used.head(NAMED).iter_rows(named=True)]
    left = used[side].sum() - used.head(NAMED)[side].sum()
    outlets = used[f"outlets_{side}"].explode(empty_as_null=False).n_unique()
    parts = [*named, f"yet others {left:,}"] if left else named
    return (
        f"in {group} {', '.join(parts)} ({count_of(used[side].sum(), 'designation')} in {count_of(outlets, 'outlet')})"
    )


def _say_load(row: dict) -> str:
    if not row["evaluative"] or row["called"] in (BY_NAME, OTHERWISE):
        return ""
    return f" (evaluative, {row['polarity']})" if row["polarity"] else " (evaluative)"


def _link_called(actor: str, worded: pl.DataFrame, contrast: dict) -> str:
    if not worded.height:
        return PAGE
    row = worded.row(0, named=True)
    more = "a" if row["a"] / row["size_a"] >= row["b"] / row["size_b"] else "b"
    return link("namings", f"{actor}: {row['designation']}", contrast[f"group_{more}"], contrast["voice"])


# --- who acts -------------------------------------------------------------------------------------------------------

_SHARES = {
    "agent": ("as_agent", "is told as the one who acts"),
    "power": ("power", "stands in acts of force or control"),
}
_UNITS = {
    BY_DOCUMENTS: "articles are their unit",
    BY_PARTS: "clauses are counted as if independent, but those of one article are not",
}


def state_powers(powers: pl.DataFrame, sizes: pl.DataFrame) -> Iterator[Finding]:
    """The actor of whose intervals, one a group, the gap is widest: who is told as acting, or in acts of force; none without a gap."""
    often = powers.filter(pl.col("clauses") >= LEAST_CLAUSES, voice="author")
    for group_a, group_b in sizes.select("group_a", "group_b").unique(maintain_order=True).iter_rows():
        both = often.filter(group=group_a).join(often.filter(group=group_b), on="actor", suffix="_b")
        widest = pl.concat([_find_gaps(both, share) for share in _SHARES]).filter(pl.col("gap") > 0)
        if widest.height:
            row = widest.sort("gap", "actor", "share", descending=[True, False, False]).row(0, named=True)
            yield _state_power(row, group_a, group_b, both.height)


def _find_gaps(both: pl.DataFrame, share: str) -> pl.DataFrame:
    """How far apart the intervals of both groups are, below 0 where they meet."""
    low, high = pl.col(f"{share}_low"), pl.col(f"{share}_high")
    low_b, high_b = pl.col(f"{share}_low_b"), pl.col(f"{share}_high_b")
    return both.with_columns(share=pl.lit(share), gap=pl.max_horizontal(low - high_b, low_b - high))


def _state_power(row: dict, group_a: str, group_b: str, actors: int) -> Finding:
    hits, verb = _SHARES[row["share"]]
    sides, bounds = [], []
    for group, end in ((group_a, ""), (group_b, "_b")):
        number, clauses, docs = row[f"{hits}{end}"], row[f"clauses{end}"], count_of(row[f"docs{end}"], "article")
        sides.append(
            f"{number:,} of {count_of(clauses, 'clause')} ({100 * number / clauses:.0f} %) in {group} ({docs})"
        )
        low, high = (100 * row[f"{row['share']}_{bound}{end}"] for bound in ("low", "high"))
        bounds.append(f"{low:.0f} to {high:.0f} %")
    text = f"{row['actor']} {verb} in {' and in '.join(sides)}, {VOICES['author']}."
    units = " and ".join(dict.fromkeys(_UNITS[row[f"{row['share']}_interval{end}"]] for end in ("", "_b")))
    limit = (
        f"95 % intervals {' and '.join(bounds)}: {units}. The widest gap of {count_of(actors, 'actor')} with two shares each; a gap "
        "may be chance."
    )
    return Finding(f"{TOPIC}: {group_a} and {group_b}", text, limit, PAGE)


# --- without who did it ---------------------------------------------------------------------------------------------


def state_deletion(deletion: pl.DataFrame) -> Iterator[Finding]:
    """The first act that one group tells with who did it and another without, in the two sentences that are most alike."""
    keys = ["event", "act", "patient"]
    acts = deletion.filter(pl.col("differs"), pl.col("sentence").is_not_null()).partition_by(keys, maintain_order=True)
    for rows in acts:
        has_agent = pl.col("agent") != NONE
        rows = rows.with_columns(named=has_agent.any().over("group"), length=pl.col("sentence").str.len_chars())
        short = rows.sort(pl.col("tie") == "act", "length", "doc", "start")
        told, bare = short.filter(has_agent), short.filter(~pl.col("named"))
        if told.height and bare.height:
            pairs = product(told.iter_rows(named=True), bare.iter_rows(named=True))
            yield _state_act(*max(pairs, key=_likeness), rows, len(acts))  # of equals the first
            return


def _likeness(pair: tuple[dict, dict]) -> float:
    """How many words two sentences share, by RapidFuzz."""
    return fuzz.token_set_ratio(*(row["sentence"] for row in pair))


def _state_act(told: dict, bare: dict, rows: pl.DataFrame, acts: int) -> Finding:
    quoted = [quote(row["sentence"], QUOTED) for row in (told, bare)]
    text = (
        f"On {told['event']}, an act of the kind “{told['act']}” is told with who did it ({shorten(told['agent'], QUOTED)}) by "
        f"{told['outlet']} ({told['group']}): {quoted[0]} It is told without by {bare['outlet']} ({bare['group']}): {quoted[1]}"
    )
    parts = []
    for (group,), own in rows.group_by("group", maintain_order=True):
        parts.append(f"{own.filter(pl.col('agent') != NONE).height} of {count_of(own.height, 'telling')} in {group}")
    limit = (
        f"Told with who did it: {', '.join(parts)}. {count_of(acts, 'act')} of which one group never names who did it, another does. "
        "Like tellings may be of two acts; leaving out can be style, care or ignorance."
    )
    return Finding(TOPIC, text, limit, PAGE)


# --- what is demanded, and who "we" are -----------------------------------------------------------------------------


def state_obligations(obligations: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """How often each group's texts lay a duty or a call on somebody, and on whom."""
    placed = obligations.with_columns(on=pl.coalesce("actor", _lower_pronouns().replace(dict.fromkeys(UNKNOWN)))).join(
        documents.select("doc", "group"), on="doc"
    )
    demands = placed.filter(pl.col("kind").is_in([OBLIGATION, EXHORTATION]))
    if demands.height:
        told = [_say_often(group, demands, own, "on", "most on ") for group, own in _groups(documents)]
        forced = placed.filter(kind=NECESSITY)
        had = ", ".join(f"{forced.filter(group=group).height:,} in {group}" for group, _ in _groups(documents))
        limit = f"{COUNTED} That somebody had to act, which asks nothing: {had}."
        yield Finding(TOPIC, f"Duties and calls laid on somebody: {'; '.join(told)}.", limit, PAGE)


def state_we(we: pl.DataFrame, documents: pl.DataFrame) -> Iterator[Finding]:
    """How often each group's texts say "we", and what they name with it ("our crews", "we sailors")."""
    if we.height:
        placed = we.join(documents.select("doc", "group"), on="doc").with_columns(
            on=pl.when(pl.col("includes") != "").then(pl.format("“{}”", "includes"))
        )
        told = [_say_often(group, placed, own, "on", "with ") for group, own in _groups(documents)]
        unsaid = placed["on"].null_count()
        limit = f"{COUNTED} In {unsaid:,} of {we.height:,} nothing is named with it, so that the text does not say who “we” are."
        yield Finding(TOPIC, f"“We” and “our” stand {'; '.join(told)}.", limit, PAGE)


def _lower_pronouns() -> pl.Expr:
    """The addressee, a pronoun in small letters wherever it stands: "We" and "we" are one."""
    small = pl.col("addressee").str.to_lowercase()
    return pl.when(small.is_in(PRONOUNS)).then(small).otherwise("addressee")


def _groups(documents: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    return [(group, own) for (group,), own in documents.sort("group").group_by("group", maintain_order=True)]


def _say_often(group: str, spans: pl.DataFrame, documents: pl.DataFrame, column: str, head: str) -> str:
    """How often in a group, in how many of its articles, per thousand words, and the most frequent values of a column."""
    own, articles = spans.filter(group=group), f"{count_of(documents.height, 'article')} of {group}"
    if not own.height:
        return f"never in {articles}"
    rate = f"{say_number(1000 * own.height / documents['words'].sum())} per 1,000 words"
    values = own.drop_nulls(column).group_by(column).len().sort("len", column, descending=[True, False]).head(ADDRESSED)
    named = ", ".join(f"{value} {number}" for value, number in values.iter_rows())
    part = f"{times(own.height)} in {own['doc'].n_unique()} of {articles}, {rate}"
    return f"{part} ({head}{named})" if named else part
