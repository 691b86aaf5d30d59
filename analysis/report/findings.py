"""Findings: sentences made from rows of the run's tables, each with its numbers, its doubt and the way to its sentences.

A finding says what was counted in which texts. A difference is named only where it holds: in a test, or where there is none
by an interval without 0, which is then said to be of these texts only. Where nothing holds, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path

import polars as pl

from analysis.compare.agency import DELETION, POWERS
from analysis.compare.agreements import AGREEMENTS
from analysis.compare.alignments import ALIGNMENTS
from analysis.compare.certainty import CERTAINTY
from analysis.compare.collocates import SCHEMA as COLLOCATES
from analysis.compare.controls import CONTROLS
from analysis.compare.counts import OWN
from analysis.compare.discrepancies import CONFLICT, DISCREPANCIES
from analysis.compare.evaluations import AIMED
from analysis.compare.events import POOLED, SIZES
from analysis.compare.headlines import choose_cues, choose_terms
from analysis.compare.means import STYLES
from analysis.compare.namings import LOADS, NAMINGS
from analysis.compare.omissions import CARRIERS, OMISSIONS
from analysis.compare.overlap import PASSAGES, SIMILARITY
from analysis.compare.profile import DOCUMENTS
from analysis.compare.quotefate import QUOTE_FATES
from analysis.compare.rates import CONTRASTS, RATES
from analysis.compare.reader import FEATURES, SCORES
from analysis.compare.reuse import REUSE
from analysis.compare.selection import SPLIT
from analysis.compare.sensitivity import SENSITIVITY
from analysis.compare.speakers import CUES, SILENT
from analysis.compare.terms import SCHEMA as KEYNESS
from analysis.compare.timeline import UPDATES
from analysis.corpus.problems import InputError
from analysis.find.address import OBLIGATIONS, WE
from analysis.report.saving import Shown
from analysis.report.spellings import SPELLINGS, spell
from analysis.report.statements import (
    Finding,
    state_actors,
    state_agency_differences,
    state_agreements,
    state_alignments,
    state_caution,
    state_certainty,
    state_collocates,
    state_controls,
    state_corpus,
    state_cues,
    state_deletion,
    state_discrepancies,
    state_distance,
    state_evaluations,
    state_fates,
    state_namings,
    state_obligations,
    state_omissions,
    state_outlets,
    state_overlap,
    state_passages,
    state_powers,
    state_reading,
    state_reuse,
    state_sensitivity,
    state_silent,
    state_sizes,
    state_speech,
    state_speech_differences,
    state_style,
    state_terms,
    state_unique,
    state_updates,
    state_verbs,
    state_we,
)
from analysis.report.statements.finding import fold_nothing

FIRST = "What to read first"

NEEDED = {  # the tables and their columns, so that a name of figures alone stays a name, and an empty table keeps its types
    "documents": DOCUMENTS,
    "sizes": SIZES,
    "keyness": KEYNESS,
    "spellings": SPELLINGS,
    "distance": SPLIT,
    "collocates": COLLOCATES,
    "reader": SCORES,
    "reader_terms": FEATURES,
    "pooled_terms": POOLED,
    "contrasts": CONTRASTS,
    "pooled": POOLED,
    "rates": RATES,
    "style": STYLES,
    "controls_terms": CONTROLS,
    "controls_cues": CONTROLS,
    "sensitivity_terms": SENSITIVITY,
    "sensitivity_cues": SENSITIVITY,
    "cues": dict.fromkeys(("measure", "category", "pattern", "group", "voice"), pl.String)
    | dict.fromkeys(("hits", "docs"), pl.Int64),
    "speech": RATES,
    "speech_contrasts": CONTRASTS | {"unit": pl.String},
    "verbs": CUES,
    "silent": SILENT,
    "fates": QUOTE_FATES,
    "namings": NAMINGS | {"written": pl.String},
    "loads": LOADS,
    "agency_contrasts": CONTRASTS | {"unit": pl.String},
    "powers": POWERS,
    "deletion": DELETION,
    "evaluation_contrasts": AIMED,
    "obligations": OBLIGATIONS,
    "we": WE,
    "alignments": ALIGNMENTS,
    "carriers": CARRIERS,
    "agreements": AGREEMENTS,
    "discrepancies": DISCREPANCIES,
    "omissions": OMISSIONS,
    "certainty": CERTAINTY,
    "updates": UPDATES,
    "reuse": REUSE,
    "similarity": SIMILARITY,
    "passages": PASSAGES,
    "shared_actors": dict.fromkeys(("event", "actor", "type", "spellings"), pl.String)
    | dict.fromkeys(("docs", "mentions", "groups"), pl.Int64),
}


def read_tables(out: str) -> dict[str, pl.DataFrame]:
    """The tables of a run that findings are made from, by name.

    Raises InputError that names the tables the run does not have yet.
    """
    folder = Path(out) / "tables"
    missing = [name for name in NEEDED if not (folder / f"{name}.csv").is_file()]
    if missing:
        raise InputError(
            f"{folder}: missing {', '.join(f'{name}.csv' for name in missing)}; allowed: the tables of a run; "
            "run notebooks 01 to 08 with the same `out` first"
        )
    return {name: pl.read_csv(folder / f"{name}.csv", schema_overrides=schema) for name, schema in NEEDED.items()}


def state_findings(tables: dict[str, pl.DataFrame], alpha: float = 0.05) -> list[Finding]:
    """The sentences of the summary, by topic: a few to read first, the corpus, what reports state, overlap, wording, voices, actors,
    how far to trust them."""
    controls = pl.concat([tables["controls_terms"], tables["controls_cues"]])
    findings = [
        *(one._replace(topic=FIRST) for one in _state_first(tables, controls, alpha)),
        *state_corpus(tables["documents"]),
        *state_sizes(tables["sizes"]),
        *_state_claims(tables),
        *state_overlap(tables["similarity"], tables["documents"]),
        *state_passages(tables["passages"], tables["documents"]),
        *state_actors(tables["shared_actors"], tables["documents"]),
        *_state_wording(tables, controls, alpha),
        *_state_voices(tables, alpha),
        *_state_actors(tables, alpha),
        *state_reading(tables["reader"], tables["reader_terms"]),
        *state_controls(controls),
        *state_outlets(_choose_pooled_terms(tables, alpha), "headline term", "02-terms.html"),
        *state_outlets(_choose_pooled_cues(tables, alpha), "headline cue", "03-stance.html"),
        *state_sensitivity(spell(tables["sensitivity_terms"], tables["spellings"])),
        *state_sensitivity(tables["sensitivity_cues"]),
    ]
    folded = fold_nothing(findings)
    topics = list(dict.fromkeys(one.topic for one in folded))
    return sorted(folded, key=lambda one: topics.index(one.topic))


def _state_first(tables: dict[str, pl.DataFrame], controls: pl.DataFrame, alpha: float) -> Iterator[Finding]:
    """Of what there is: the surest conflict, the widest difference of certainty, the most words in two reports, and the surest
    difference of style that holds in a test, where chance does not give as many."""
    documents = tables["documents"]
    conflicts = tables["discrepancies"].filter(pl.col("class") == CONFLICT)
    yield from _pick(state_discrepancies(conflicts, tables["carriers"], documents), 1)  # after the count of all
    yield from _pick(state_certainty(tables["certainty"], tables["carriers"], documents), 0)
    yield from _pick(state_reuse(tables["reuse"], documents), 1)
    if not any(state_caution(controls.filter(measure="style"))):
        holding = tables["style"].filter(pl.col("voice").is_in(OWN), pl.col("q") < alpha)
        yield from _pick(state_style(holding.sort("q", -pl.col("g").abs(), maintain_order=True).head(1), alpha), 1)


def _pick(findings: Iterator[Finding], place: int) -> Iterator[Finding]:
    return islice(findings, place, place + 1)


def _state_wording(tables: dict[str, pl.DataFrame], controls: pl.DataFrame, alpha: float) -> Iterator[Finding]:
    """Terms, cues and style, each after the word of caution where chance finds as much."""
    yield from state_caution(controls.filter(measure="terms"))
    yield from state_terms(tables["keyness"], tables["spellings"], alpha)
    yield from state_distance(tables["distance"])
    yield from state_collocates(tables["collocates"])
    yield from state_caution(controls.filter(pl.col("measure") != "terms"))
    yield from state_cues(tables["contrasts"], tables["cues"], alpha)
    yield from state_style(tables["style"], alpha)


def _state_voices(tables: dict[str, pl.DataFrame], alpha: float) -> Iterator[Finding]:
    """Who is given how much to say and how, and what becomes of it; then what differs."""
    yield from state_speech(tables["speech"])
    yield from state_verbs(tables["speech"], tables["verbs"])
    yield from state_silent(tables["silent"])
    yield from state_fates(tables["fates"], tables["documents"])
    yield from state_speech_differences(tables["speech_contrasts"], alpha)


def _state_actors(tables: dict[str, pl.DataFrame], alpha: float) -> Iterator[Finding]:
    """What actors are called, how they are evaluated and who acts in two groups; then acts, demands and "we" of all groups."""
    yield from state_namings(tables["namings"], tables["loads"], tables["sizes"], alpha)
    yield from state_evaluations(tables["evaluation_contrasts"], alpha)
    yield from state_agency_differences(tables["agency_contrasts"], alpha)
    yield from state_powers(tables["powers"], tables["sizes"])
    yield from state_deletion(tables["deletion"])
    yield from state_obligations(tables["obligations"], tables["documents"])
    yield from state_we(tables["we"], tables["documents"])


def _state_claims(tables: dict[str, pl.DataFrame]) -> Iterator[Finding]:
    """What reports of one event state alike and with other values, what groups leave out, how surely, what grew, who was first."""
    documents = tables["documents"]
    yield from state_alignments(tables["alignments"], tables["carriers"])
    yield from state_agreements(tables["agreements"], documents)
    yield from state_discrepancies(tables["discrepancies"], tables["carriers"], documents)
    yield from state_omissions(tables["omissions"], documents)
    yield from state_unique(tables["carriers"], tables["omissions"], documents)
    yield from state_certainty(tables["certainty"], tables["carriers"], documents)
    yield from state_updates(tables["updates"], documents)
    yield from state_reuse(tables["reuse"], documents)


def _choose_pooled_terms(tables: dict[str, pl.DataFrame], alpha: float) -> pl.DataFrame:
    """The pooled rows of the terms that are headlines and hold."""
    headlines = choose_terms(tables["keyness"], alpha).rename({"term": "category"})
    return spell(_keep(tables["pooled_terms"], headlines, ["category"]), tables["spellings"], ("category",))


def _choose_pooled_cues(tables: dict[str, pl.DataFrame], alpha: float) -> pl.DataFrame:
    """The pooled rows of the cues that are headlines and hold."""
    headlines = choose_cues(tables["contrasts"], alpha)
    return _keep(tables["pooled"], headlines, ["measure", "category"])


def _keep(pooled: pl.DataFrame, headlines: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    keys = [*names, "voice", "group_a", "group_b"]
    return pooled.join(headlines.select(keys), on=keys, how="semi", maintain_order="left")


def tabulate_findings(findings: list[Finding]) -> pl.DataFrame:
    """The findings as a table: topic, text, limit, link."""
    return pl.DataFrame(findings, schema=dict.fromkeys(Finding._fields, pl.String), orient="row")


def show_findings(findings: list[Finding]) -> Shown:
    """The findings as HTML lists, one a topic, each sentence with the way to its evidence."""
    topics = dict.fromkeys(finding.topic for finding in findings)
    return Shown("".join(_show_topic(topic, [one for one in findings if one.topic == topic]) for topic in topics))


def _show_topic(topic: str, findings: list[Finding]) -> str:
    items = "".join(
        f"<li>{escape(one.text)} <a href='{escape(one.link)}'>{escape(_name_link(one.link))}</a> "
        f"<span class='why'>{escape(one.limit)}</span></li>"
        for one in findings
    )
    return f"<section class='findings'><h3>{escape(topic)}</h3><ul>{items}</ul></section>"


def _name_link(address: str) -> str:
    """What stands behind a link: sentences, or the page by its name."""
    return "sentences" if address.startswith("evidence/") else address.partition(".html")[0]
