from __future__ import annotations

import gzip
import json
from pathlib import Path

from analysis.compare.accuracy import attributions, certainty, discrepancies, news, sentence_pairs, statements, targets
from analysis.compare.accuracy.measured import ACCURACY, measure_accuracy
from tests.conftest import error_of

TEXT = "The mayor said that the pier was closed. It rained."
ARTICLE = {
    "split": "dev", "id": "a", "text": TEXT,
    "spans": {"S": {"spans": [[0, 9]]}, "C": {"spans": [[10, 14]]}, "T": {"spans": [[15, 39]]}},
    "attributions": [{"Source": "S", "Cue": "C", "Content": "T"}],
}  # fmt: skip


def write(path: Path, *lines: dict) -> None:
    path.write_bytes(gzip.compress("\n".join(json.dumps(line) for line in lines).encode()))


def test_what_is_there_is_measured(tmp_path: Path) -> None:
    write(tmp_path / attributions.FILE, ARTICLE)
    table = measure_accuracy([tmp_path])
    assert dict(table.schema) == ACCURACY
    assert table["set"].unique().to_list() == ["attributions"]
    assert table["part"].unique().to_list() == ["held out, 1 article"]
    scores = dict(table.select("measure", "value").iter_rows())
    assert scores["words told by another, F1"] == 1
    assert scores["indirect spans found"] == 1


def test_a_folder_without_labelled_data_is_said(tmp_path: Path) -> None:
    files = ", ".join(
        [
            *(module.FILE for module in (attributions, targets, sentence_pairs, discrepancies)),
            news.LABELS,
            statements.LABELS,
            certainty.LABELS,
        ]
    )
    assert (
        error_of(measure_accuracy, [tmp_path])
        == f"data: given {tmp_path}; allowed: a folder with {files}; give that folder"
    )
