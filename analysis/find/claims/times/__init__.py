"""Times: dates, weekdays, times of day and durations, as what they mean in days and minutes."""

from analysis.find.claims.times.found import find_times

__all__ = ["find_times"]
