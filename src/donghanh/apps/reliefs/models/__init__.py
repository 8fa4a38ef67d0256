"""What must still be known tomorrow of reductions: facts, the second person's word, and what was undone."""

from donghanh.apps.reliefs.models.facts import Fact, FactDecision, FactWithdrawal

__all__ = ["Fact", "FactDecision", "FactWithdrawal"]
