"""What the work costs: seconds of a report on the example corpus, and words a CPU-second and peak memory of each step.

`python tests/bench.py` times the report alone, `--data FOLDER` the steps too. FOLDER has a table `news.parquet` with doc,
group (left, center, right), event and text. Each row is a process of its own; "process" is the CPU time of all that it
needs, imports and reading included, "step" that of the step alone, with compiled code taken as it lies on disk.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
PARSED = 60  # articles: parsing costs a thousand times what counting does


def read(table: Path):
    import polars as pl

    return pl.read_parquet(table, columns=["doc", "group", "event", "text"])


def find(table: Path):
    """The words of all texts, and the documents without their texts."""
    from analysis.find.words import read_words

    documents = read(table)
    texts = (text for part in documents.iter_slices(256) for text in part["text"].to_list())
    return read_words(documents["doc"].to_list(), texts), documents.drop("text")


def time_reading(table: Path) -> tuple[int, float]:
    begun = time.process_time()
    documents = read(table)
    spent = time.process_time() - begun
    return documents["text"].str.count_matches(" ", literal=True).sum(), spent  # about as many as words


def time_words(table: Path) -> tuple[int, float]:
    from analysis.find.words import read_words

    documents = read(table)
    texts = (text for part in documents.iter_slices(256) for text in part["text"].to_list())
    begun = time.process_time()
    words = read_words(documents["doc"].to_list(), texts)
    return len(words.ids), time.process_time() - begun


def time_parsing(table: Path) -> tuple[int, float]:
    import os
    import tempfile

    from analysis.find.parsing import parse
    from analysis.find.words import read_words

    documents = read(table).head(PARSED)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARALLAX_CACHE"] = folder
        begun = time.process_time()
        parse(documents)
        spent = time.process_time() - begun
    return len(read_words(documents["doc"].to_list(), documents["text"].to_list()).ids), spent


def time_counting(table: Path) -> tuple[int, float]:
    from analysis.compare.counts import count_terms

    words, _ = find(table)
    begun = time.process_time()
    count_terms(words, "all", ngrams=2, min_count=5)
    return len(words.ids), time.process_time() - begun


def time_keyness(table: Path) -> tuple[int, float]:
    from analysis.compare.estimates import Contrast
    from analysis.compare.terms import contrast_terms, find_terms

    words, documents = find(table)
    begun = time.process_time()
    contrast_terms([find_terms(words, "all", ngrams=2, min_count=5)], documents, [Contrast("left", "right")])
    return len(words.ids), time.process_time() - begun


def time_split(table: Path) -> tuple[int, float]:
    from analysis.compare.estimates import Contrast
    from analysis.compare.terms import contrast_terms, find_terms

    words, documents = find(table)
    terms = find_terms(words, "all", ngrams=2, min_count=5)
    contrast_terms([terms], documents, [Contrast("left", "right")])
    begun = time.process_time()
    contrast_terms([terms], documents, [Contrast("center", "right")])
    return len(words.ids), time.process_time() - begun


def time_diversity(table: Path) -> tuple[int, float]:
    from analysis.compare import kernels
    from analysis.compare.style import DRAWS, FACTOR, WINDOW

    words, _ = find(table)
    text = words.ids, words.bounds, len(words.vocabulary)
    begun = time.process_time()
    kernels.measure_mtld(*text, FACTOR)
    kernels.measure_mattr(*text, WINDOW)
    kernels.measure_hdd(*text, DRAWS)
    return len(words.ids), time.process_time() - begun


def time_cues(table: Path) -> tuple[int, float]:
    import polars as pl

    from analysis.find.cues import match_words
    from analysis.find.lexicons import built_in, read_lexicons

    words, _ = find(table)
    cues = pl.concat([lexicon.cues for lexicon in read_lexicons(built_in())]).with_row_index("cue")
    begun = time.process_time()
    match_words(words, cues)
    return len(words.ids), time.process_time() - begun


ROWS: dict[str, Callable[[Path], tuple[int, float]]] = {
    "reading": time_reading, "word ids": time_words, f"parsing ({PARSED} articles)": time_parsing,
    "counting 1-2-grams": time_counting, "keyness of 1-2-grams": time_keyness, "a new split, all columns": time_split,
    "matching all cues": time_cues, "lexical diversity": time_diversity,
}  # fmt: skip


def measure(name: str, table: Path, results: multiprocessing.Queue) -> None:
    words, step = ROWS[name](table)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    unit = 1 if sys.platform == "darwin" else 1024  # the system counts bytes on macOS, KiB elsewhere
    results.put((words, step, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6))


def time_reports() -> None:
    """Prints the seconds of the example's whole site: from an empty cache, again, and with a parameter changed."""
    root = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "analysis", "report", "seeds", "--out", f"{folder}/run"]
        environment = os.environ | {"PARALLAX_CACHE": f"{folder}/cache", "NUMBA_CACHE_DIR": f"{folder}/numba"}
        cases = {"no cache": [], "nothing changed": [], "a parameter changed": ["-p", "min_count=4"]}
        for name, more in cases.items():
            begun = time.monotonic()
            subprocess.run([*command, *more], cwd=root, env=environment, check=True, capture_output=True)
            print(f"{'report, ' + name:29}{time.monotonic() - begun:8.1f} s")  # noqa: T201


def main() -> int:
    """Times the report, and the steps on a large corpus where its folder is given."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, help="a folder with news.parquet")
    folder = arguments.parse_args().data
    time_reports()
    if folder is None or not (folder / "news.parquet").is_file():
        where = f"{folder} has no news.parquet" if folder else "no folder was given"
        print(f"The steps were not measured: {where}. Give a folder with it by --data FOLDER.")  # noqa: T201
        return 0 if folder is None else 1
    return time_steps(folder / "news.parquet")


def time_steps(table: Path) -> int:
    """Prints a row for each step, each in a process of its own."""
    print(f"{'CPU-seconds of':26}{'words':>13}{'step':>8}{'M words/s':>11}{'process':>9}{'peak MB':>9}")  # noqa: T201
    spawn = multiprocessing.get_context("spawn")
    for name in ROWS:
        results = spawn.SimpleQueue()
        child = spawn.Process(target=measure, args=(name, table, results))
        child.start()
        child.join()
        if child.exitcode:
            return child.exitcode
        words, step, whole, peak = results.get()
        print(f"{name:26}{words:13,}{step:8.2f}{words / step / 1e6:11.3f}{whole:9.2f}{peak:9,.0f}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
