"""
Where a case goes: the unit, the Business Department, the Office; by the first rule that fits.

For opening and reclassifying cases. Rules are dated data of the lawbook and come in their order; what no rule
speaks of goes to whom the service names. The answer says which rule decided, so that a hand-over against it
can be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DESKS = ("unit", "business_department", "office")


@dataclass(frozen=True)
class RoutingRule:
    """
    One rule; an empty part asks nothing.

    groups, services, channels : the case's own must be among them
    least                      : fields of the form and the least number that each must have
    answers                    : fields of the form and the answers of which it must have one
    to                         : a word of DESKS
    """

    code: str
    groups: frozenset[str]
    services: frozenset[str]
    channels: frozenset[str]
    least: Mapping[str, int]
    answers: Mapping[str, frozenset[str]]
    to: str


@dataclass(frozen=True)
class Routed:
    """Where a case goes; `rule` is the code of the rule that said so, empty when the service itself did."""

    to: str
    rule: str


def route(
    *,
    rules: Iterable[RoutingRule],
    service: str,
    group: str,
    channel: str,
    fields: Mapping[str, object],
    otherwise: str,
) -> Routed:
    """
    Find the first rule that fits; `otherwise` is what the service says.

    fields : answers of the form, as they were checked; numbers are whole

    >>> large = RoutingRule(
    ...     "large", frozenset({"supply"}), frozenset(), frozenset(), {"kw": 100}, {}, "office"
    ... )
    >>> route(
    ...     rules=[large], service="A", group="supply", channel="portal", fields={"kw": 120}, otherwise="unit"
    ... )
    Routed(to='office', rule='large')
    """
    for rule in rules:
        if _fits(rule, service, group, channel) and _fields_fit(rule, fields):
            return Routed(rule.to, rule.code)
    return Routed(otherwise, "")


def _fits(rule: RoutingRule, service: str, group: str, channel: str) -> bool:
    asked = ((rule.services, service), (rule.groups, group), (rule.channels, channel))
    return all(not words or word in words for words, word in asked)


def _fields_fit(rule: RoutingRule, fields: Mapping[str, object]) -> bool:
    large = all(_number(fields.get(name)) >= least for name, least in rule.least.items())
    return large and all(fields.get(name) in answers for name, answers in rule.answers.items())


def _number(value: object) -> int:
    """What was not answered is less than any limit: a rule by size needs a size."""
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
