"""Where a case goes: the first rule that fits, and the service's own word when none does."""

from __future__ import annotations

from donghanh.engines.requests.routing import Routed, RoutingRule, route


def rule(code: str, to: str, **more: object) -> RoutingRule:
    nothing = {"groups": frozenset(), "services": frozenset(), "channels": frozenset()}
    return RoutingRule(**{"code": code, "to": to, **nothing, "least": {}, "answers": {}, **more})


LARGE = rule("large", "business_department", groups=frozenset({"supply"}), least={"capacity_kw": 100})
SPARKS = rule("sparks", "office", answers={"sign": frozenset({"fire", "wire_down"})})


def routed(rules: list[RoutingRule], **fields: object) -> Routed:
    return route(
        rules=rules, service="NEW", group="supply", channel="portal", fields=fields, otherwise="unit"
    )


def test_a_large_supply_goes_to_the_business_department():
    assert routed([LARGE], capacity_kw=100) == Routed("business_department", "large")


def test_below_the_limit_the_service_says_where():
    assert routed([LARGE], capacity_kw=99) == Routed("unit", "")


def test_a_size_that_was_not_answered_is_not_large():
    assert routed([LARGE]) == Routed("unit", "")
    assert routed([LARGE], capacity_kw="500") == Routed("unit", "")
    assert routed([LARGE], capacity_kw=True) == Routed("unit", "")


def test_the_first_rule_that_fits_decides():
    both = {"capacity_kw": 500, "sign": "fire"}

    assert routed([LARGE, SPARKS], **both).rule == "large"
    assert routed([SPARKS, LARGE], **both).rule == "sparks"


def test_a_rule_for_another_group_service_or_channel_is_passed_over():
    for part, word in (("groups", "billing"), ("services", "OLD"), ("channels", "counter")):
        assert routed([rule("other", "office", **{part: frozenset({word})})]) == Routed("unit", "")
