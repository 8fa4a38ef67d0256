"""
What an act answers when it cannot be done: a stable rule, a sentence, the facts. Every app begins here.

>>> Refused("day-missing", "Give the day of the visit.", move="schedule").facts
{'move': 'schedule'}
"""

from __future__ import annotations


class Refused(Exception):
    """
    An expected refusal. `rule` is its stable name, `facts` what is needed to repeat the check.

    The sentence is for commands and logs; pages translate `rule` with `facts`.
    """

    def __init__(self, rule: str, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.facts = facts


class NotFound(Refused):
    """Nothing of that name, or nothing that this actor may see: the two are not told apart."""

    def __init__(self, what: str, name: object) -> None:
        super().__init__("not-found", f"There is no {what} '{name}' in your view.", what=what, name=str(name))
