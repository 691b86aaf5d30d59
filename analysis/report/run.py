"""The run: from settings to a run folder, resumed where nothing changed, partial and saying so where something failed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from analysis.corpus.problems import InputError
from analysis.corpus.reading import read_corpus
from analysis.find.parsing import choose_model
from analysis.report.folder import clear_folder, find_files, open_folder, write_record
from analysis.report.pool import Pool, Progress
from analysis.report.provenance import digest, state_facts
from analysis.report.settings import Settings

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
SUMMARY = "09-summary"  # reads the tables of the others, so it runs last
EVIDENCE_PAGES = (
    "agency",
    "collocates",
    "namings",
    "passages",
    "quotes",
    "terms",
)  # pages of sentences that are of no lexicon


class Run(NamedTuple):
    """What a run did: its folder, and for each notebook `error` (empty if none), `seconds`, `fingerprint` and whether it was `kept`."""

    out: Path
    jobs: dict[str, dict[str, Any]]

    @property
    def failed(self) -> list[str]:
        """The notebooks that did not run through."""
        return [name for name, job in self.jobs.items() if job["error"]]


def run_report(settings: Settings, progress: Progress = lambda name, done, of: None) -> Run:
    """Runs every notebook on a corpus and builds the site in `settings.out`.

    `progress` is told a step's name, what is done of it and how much it is. Notebooks whose inputs, parameters and code are
    those of the folder's former run are not run again. Raises InputError before anything runs where something given is wrong.
    """
    settings = settings.model_copy(update=_absolute(settings))
    documents = read_corpus(settings.corpus, settings.event, settings.encoding)
    out = Path(settings.out)
    notebooks = {path.stem: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    former = open_folder(out, list(notebooks))
    facts = state_facts(settings, documents, choose_model(settings.model).key, list(notebooks))
    if former is None or former["fingerprint"] != facts["fingerprint"]:
        _check_names(settings, documents)
        clear_folder(out, former or {})
    facts["others"] = sorted(set(find_files(out)) - set((former or {}).get("files", [])))
    jobs = _run_jobs(settings, documents, notebooks, facts, former or {}, progress)
    _build_site(out, facts, jobs)
    return Run(out, jobs)


def _check_names(settings: Settings, documents: pl.DataFrame) -> None:
    """Raises InputError for groups, lexicons and aliases that cannot be; what a former run took needs no second look."""
    from analysis.compare.estimates import choose_contrasts
    from analysis.corpus.aliases import read_aliases
    from analysis.find.lexicons import read_lexicons

    choose_contrasts(documents, settings.contrast)
    if settings.alias_file:
        read_aliases(settings.alias_file)
    taken = [lexicon.name for lexicon in read_lexicons(settings.lexicons) if lexicon.name in EVIDENCE_PAGES]
    if taken:
        names = ", ".join(EVIDENCE_PAGES)
        raise InputError(f"lexicons: given {', '.join(taken)}; allowed: any name but {names}; rename the file")


def _absolute(settings: Settings) -> dict[str, Any]:
    """The paths among the settings as they are from any folder."""
    lexicons = [
        str(Path(name).resolve()) if name.endswith(".tsv") or "/" in name else name for name in settings.lexicons
    ]
    return {
        "corpus": str(Path(settings.corpus).resolve()),
        "out": str(Path(settings.out).resolve()),
        "lexicons": lexicons,
        "aliases": str(Path(settings.aliases).resolve()) if settings.aliases else "",
    }


def _run_jobs(
    settings: Settings,
    documents: pl.DataFrame,
    notebooks: dict[str, Path],
    facts: dict[str, Any],
    former: dict[str, Any],
    progress: Progress,
) -> dict[str, dict[str, Any]]:
    """Runs what is not there already, two notebooks at a time and the summary last, and keeps the record after each."""
    out = Path(settings.out)
    fingerprints = _fingerprint(notebooks, facts)
    done = _find_done(out, former, fingerprints)
    waiting = [name for name in notebooks if name not in done]
    if not waiting:
        return {name: done[name] for name in notebooks}
    try:
        with Pool(settings, notebooks, progress) as pool:
            pool.prepare(documents)
            for batch in ([name for name in waiting if name != SUMMARY], [SUMMARY] * (SUMMARY in waiting)):
                for name, error, seconds in pool.run(batch):
                    job = {"error": error, "seconds": round(seconds, 2), "fingerprint": fingerprints[name]}
                    done[name] = job | {"kept": False}
                    write_record(out, facts, done)
    finally:  # what an interrupted run leaves behind is its own, too
        write_record(out, facts, done)
    return {name: done[name] for name in notebooks}


def _fingerprint(notebooks: dict[str, Path], facts: dict[str, Any]) -> dict[str, str]:
    """What each notebook's pages depend on; the summary's on all the others."""
    fingerprints = {name: digest(facts["fingerprint"].encode() + path.read_bytes()) for name, path in notebooks.items()}
    if SUMMARY in fingerprints:
        fingerprints[SUMMARY] = digest(json.dumps(fingerprints))
    return fingerprints


def _find_done(out: Path, former: dict[str, Any], fingerprints: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The notebooks of the former run that need not run again: none where a file of it is gone."""
    if not all((out / name).is_file() for name in former.get("files", [])):
        return {}
    return {
        name: job | {"kept": True}
        for name, job in former.get("notebooks", {}).items()
        if not job["error"] and job["fingerprint"] == fingerprints.get(name)
    }


def _build_site(out: Path, facts: dict[str, Any], jobs: dict[str, dict[str, Any]]) -> None:
    """Writes the index and the record, unless all was there already."""
    if all(job["kept"] for job in jobs.values()) and (out / "index.html").is_file():
        return
    from analysis.report.findings import Finding
    from analysis.report.methods import write_methods
    from analysis.report.pages import write_failure, write_index
    from analysis.report.printing import write_pdf

    findings = []
    if SUMMARY in jobs and not jobs[SUMMARY]["error"]:
        table = pl.read_csv(out / "tables" / "findings.csv", schema=dict.fromkeys(Finding._fields, pl.String))
        findings = [Finding(*(value or "" for value in row)) for row in table.iter_rows()]
    for name, job in jobs.items():
        if job["error"]:
            write_failure(name, job["error"], out, list(jobs))
    write_methods(facts["parameters"]["lexicons"], out, list(jobs))
    write_index(out, findings, jobs, facts)
    write_pdf(out, findings, facts)
    write_record(out, facts, jobs)
