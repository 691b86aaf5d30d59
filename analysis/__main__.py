"""The commands: `python -m analysis COMMAND`, also installed as `parallax`.

Whatever is wrong with what was given ends with a message on standard error and exit code 2.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.corpus.problems import InputError, nearest

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Parallax: how different kinds of outlets tell the same events.",
)  # fmt: skip

Corpus = Annotated[
    str,
    typer.Argument(help="A folder with corpus.csv, or a CSV, JSONL or Parquet table, or a folder of Parquet parts."),
]
Parameters = Annotated[
    list[str] | None, typer.Option("-p", "--parameter", help="A parameter as name=value; may be given several times.")
]
OutFile = Annotated[Path, typer.Option("--out", help="The table to write: .csv, .jsonl or .parquet.")]


@app.command()
def report(
    corpus: Corpus,
    out: Annotated[str, typer.Option("--out", help="The folder to write the report to.")],
    parameters: Parameters = None,
) -> None:
    """Run every notebook on a corpus and build the report; what did not change is not run again."""
    from analysis.report.progress import show_progress
    from analysis.report.run import run_report

    settings = _settings(corpus, parameters, out=out)
    try:
        with show_progress() as progress:
            run = run_report(settings, progress)
    except KeyboardInterrupt:
        typer.echo("stopped; what was finished is kept, and the same command goes on from there", err=True)
        raise typer.Exit(130) from None
    for name in run.failed:
        typer.echo(f"{name} failed: {run.jobs[name]['error']}", err=True)
    typer.echo(
        f"{run.out / 'index.html'}" + (f" (partial: {len(run.failed)} of {len(run.jobs)} failed)" if run.failed else "")
    )
    raise typer.Exit(1 if run.failed else 0)


@app.command()
def check(corpus: Corpus, parameters: Parameters = None) -> None:
    """Say everything that is wrong or thin in a corpus, at once."""
    from analysis.compare.profile import find_thin_spots
    from analysis.report.progress import show_progress
    from analysis.report.study import Study

    with show_progress() as progress:
        profile = Study(_settings(corpus, parameters), partial(progress, "texts")).profile
    groups = profile["group"].n_unique()
    typer.echo(f"{profile.height} articles, {groups} groups, {profile['words'].sum():,} counted words: nothing wrong.")
    for spot in find_thin_spots(profile):
        typer.echo(f"thin: {spot}")


@app.command()
def find(
    layer: Annotated[str, typer.Argument(help="exclusions, cues, quotes, actors or claims.")],
    corpus: Corpus,
    out: OutFile,
    parameters: Parameters = None,
) -> None:
    """Write one layer's spans as a table."""
    from analysis.report.study import LAYERS

    _write(layer, "layer", LAYERS, corpus, out, parameters)


@app.command()
def compare(
    what: Annotated[
        str,
        typer.Argument(
            help="A table: keyness, rates, contrasts, events, pooled, style, collocates, shift, distance, similarity, passages, "
            "speech, speakers, verbs, silent, fates, namings, loads, agency, deletion, evaluations, alignments, agreements, "
            "discrepancies, statements, omissions, certainty, timeline, updates or reuse."
        ),
    ],
    corpus: Corpus,
    out: OutFile,
    parameters: Parameters = None,
) -> None:
    """Write one comparison's table, without the notebooks."""
    from analysis.report.study import COMPARISONS

    _write(what, "comparison", COMPARISONS, corpus, out, parameters)


@app.command()
def evaluate(
    data: Annotated[
        list[Path],
        typer.Option(
            "--data",
            help="A folder with attributions.jsonl.gz, target_sentiment.jsonl.gz, sentence_pairs.jsonl.gz or discrepancies.jsonl;"
            " may be given more than once.",
        ),
    ],
    out: Annotated[Path | None, typer.Option("--out", help="A table to write, too: .csv, .jsonl or .parquet.")] = None,
) -> None:
    """Print how well the extractors agree with labelled data, on the part that no rule was tuned on."""
    from analysis.compare.accuracy.measured import measure_accuracy
    from analysis.report.progress import show_progress
    from analysis.report.saving import check_ending, write_table

    if out:
        check_ending(out)
        for folder in data:
            _check_apart(out, folder)
    with show_progress() as progress:
        table = measure_accuracy(data, partial(progress, "texts"))
    typer.echo(_lay_out(table))
    if out:
        write_table(table, out)


def _lay_out(table: Any) -> str:
    """A table in plain letters, whole."""
    import polars as pl

    digits = {"float_precision": 3, "tbl_hide_dataframe_shape": True, "tbl_hide_column_data_types": True}
    with pl.Config(
        tbl_rows=-1, tbl_cols=-1, tbl_width_chars=200, fmt_str_lengths=80, tbl_formatting="MARKDOWN", **digits
    ):
        return str(table)


def _write(name: str, kind: str, known: tuple[str, ...], corpus: str, out: Path, parameters: list[str] | None) -> None:
    from analysis.report.progress import show_progress
    from analysis.report.saving import check_ending, write_table
    from analysis.report.study import Study

    if name not in known:
        raise InputError(f"{kind}: given {name!r}; allowed: {', '.join(known)}{nearest(name, known)}")
    check_ending(out)
    _check_apart(out, Path(corpus))
    with show_progress() as progress:
        study = Study(_settings(corpus, parameters), partial(progress, "texts"))
        study.check()
        table = getattr(study, name)
    write_table(table, out)
    typer.echo(f"{out}: {table.height:,} rows")


def _check_apart(out: Path, corpus: Path) -> None:
    """Raises InputError where a table would be written over the corpus it is made from."""
    folder = corpus if corpus.is_dir() else None
    if out.exists() and (
        out.resolve() == corpus.resolve() or (folder and out.resolve().is_relative_to(folder.resolve()))
    ):
        raise InputError(
            f"{out}: given a file of the corpus; allowed: a new file, or one outside it; choose another --out"
        )


def _settings(corpus: str, parameters: list[str] | None, **given: str) -> Any:
    from analysis.report.settings import check_settings, read_parameters

    return check_settings({**read_parameters(parameters or []), "corpus": corpus, **given})


def main() -> None:
    """Runs the command that was given; what is wrong with it is said in words."""
    try:
        app()
    except InputError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
