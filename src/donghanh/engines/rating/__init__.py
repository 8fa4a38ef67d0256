"""
Rating: from what was used to what is owed, by the law of the days on which it was used.

For the bill of one customer and for a whole country in one run; the same formula makes both.
"""

from donghanh.engines.rating.law import Law, LawSource
from donghanh.engines.rating.rating import Rated, rate, rate_checked, rate_totals

__all__ = ["Law", "LawSource", "Rated", "rate", "rate_checked", "rate_totals"]
