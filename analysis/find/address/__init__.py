"""Address: what a text asks of whom, and whom it means by we."""

from analysis.find.address.obligations import EXHORTATION, NECESSITY, OBLIGATION, OBLIGATIONS, find_obligations
from analysis.find.address.we import UNSPECIFIED, WE, find_we

__all__ = [
    "EXHORTATION",
    "NECESSITY",
    "OBLIGATION",
    "OBLIGATIONS",
    "UNSPECIFIED",
    "WE",
    "find_obligations",
    "find_we",
]
