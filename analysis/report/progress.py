"""Progress: what a long command is doing, as bars on a terminal and as plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def show_progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function that is told a step's name, what is done of it and how much it is, and shows it on standard error."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(console)
        return
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, int] = {}
        whole = bars.add_task("all", total=None)

        def tell(name: str, done: int, of: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=of)
            bars.update(tasks[name], completed=done, total=of)
            finished = sum(bars.tasks[bars.task_ids.index(task)].finished for task in tasks.values())
            bars.update(whole, completed=finished, total=len(tasks))

        yield tell


class _Lines:
    """Says each step once when it ends."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.ended: set[str] = set()

    def __call__(self, name: str, done: int, of: int) -> None:
        if done >= of and name not in self.ended:
            self.ended.add(name)
            self.console.print(f"{name}: done", highlight=False)
