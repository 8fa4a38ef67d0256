"""
Times of use: which register a stretch of energy belongs to, by the hours of its day.

For meters that send intervals and keep no registers of their own. The hours come from the lawbook, by date.
"""

from donghanh.engines.time_of_use.splitting import HOURS, INTERVALS, Split, split_by_register

__all__ = ["HOURS", "INTERVALS", "Split", "split_by_register"]
