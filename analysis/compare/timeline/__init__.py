"""Timeline: what the reports of an event date, on one axis, and quantities that grew from one report to the next."""

from analysis.compare.timeline.dated import TIMELINE, compare_timeline
from analysis.compare.timeline.updates import UPDATES, compare_updates

__all__ = ["TIMELINE", "UPDATES", "compare_timeline", "compare_updates"]
