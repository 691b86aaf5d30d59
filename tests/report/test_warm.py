from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are listed under Linux alone")
def test_to_import_everything_starts_no_thread_that_a_fork_would_leave_locked() -> None:
    code = (
        "import analysis.report.warm, pathlib\n"
        "print(*(path.read_text().strip() for path in pathlib.Path('/proc/self/task').glob('*/comm')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split()
    assert not [name for name in run.stdout.split() if re.fullmatch(r"polars-\d+", name)]  # the workers of Polars
