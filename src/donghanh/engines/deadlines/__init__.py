"""Deadlines: when a promise is due, by the clock that the law gives it and the pauses that it allows."""

from donghanh.engines.deadlines.explaining import Due, Skipped, due
from donghanh.engines.deadlines.reckoning import due_many
from donghanh.engines.deadlines.working import Beyond, WorkTimes, work_times

__all__ = ["Beyond", "Due", "Skipped", "WorkTimes", "due", "due_many", "work_times"]
