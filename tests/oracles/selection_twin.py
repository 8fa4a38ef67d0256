"""
Selection by rule once more, slowly and plainly: loops and dictionaries, one customer after the other.

Written from the words of the rule, not from the engine: the tests compare both over generated customers.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass
class Judged:
    """What the twin says of one code."""

    verdict: str
    measure: object
    reasons: set[str]
    rank: int | None = None
    missing: tuple[date, ...] = ()


def following(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def standing_slowly(customer: dict, *, kinds, company, as_of, not_with, served, exclusions) -> set[str]:
    """Everything about the customer that bars, whatever the rule measures."""
    reasons = set()
    if customer["kind"] not in kinds:
        reasons.add("kind_not_included")
    if customer["unit_code"][: len(company)] != company:
        reasons.add("other_company")
    if customer["contract_from"] > as_of:
        reasons.add("contract_not_begun")
    if customer["contract_until"] is not None and customer["contract_until"] <= as_of:
        reasons.add("contract_ended")
    if any(code == customer["code"] and activity in not_with for code, activity in served):
        reasons.add("already_served")
    if customer["code"] in exclusions:
        reasons.add("excluded_by_list")
    return reasons


def high_consumption_slowly(
    *, customers, readings, moves, threshold, quota, months, as_of, kinds, company="PA01", not_with=(),
    served=(), exclusions=(), at_least=False,
) -> dict[str, Judged]:  # fmt: skip
    """Judge each customer by the days on which each of their codes was theirs."""
    by_code = {customer["code"]: customer for customer in customers}
    moves = [move for move in moves if move[2] <= as_of]
    judged, orders = {}, {}
    for customer in customers:
        pieces = _pieces(customer["code"], moves)
        first = min(by_code[piece]["contract_from"] for piece, _, _ in pieces)
        told = [_month(month, pieces, by_code, readings) for month in months]
        energy = sum((known for known, _ in told), Decimal(0))
        missing = tuple(month for month, (_, gap) in zip(months, told, strict=True) if gap)
        is_above = energy > threshold or (at_least and energy == threshold)
        reasons = standing_slowly(
            {**customer, "contract_from": first}, kinds=kinds, company=company, as_of=as_of,
            not_with=not_with, served=served, exclusions=exclusions,
        )  # fmt: skip
        reasons |= _energy_reasons(is_above, missing) | _move_reasons(customer, pieces, moves, by_code)
        if first > months[0]:
            reasons.add("contract_shorter_than_window")
        judged[customer["code"]] = Judged("", int(energy), reasons, missing=missing)
        orders[customer["code"]] = (-energy, first, customer["code"])
    _place(judged, orders, dict.fromkeys(judged, ""), {"": quota})
    return judged


def _energy_reasons(is_above, missing):
    if is_above:
        return {"above_threshold", "known_months_suffice"} if missing else {"above_threshold"}
    return {"energy_unknown"} if missing else {"below_threshold"}


def _move_reasons(customer, pieces, moves, by_code):
    reasons = set()
    if any(old == customer["code"] for old, _, _ in moves):
        reasons.add("continued_under_new_code")
    if len(pieces) > 1:
        reasons.add("moved")
    if any(by_code[piece]["unit_code"] != customer["unit_code"] for piece, _, _ in pieces):
        reasons.add("unit_changed")
    return reasons


def _pieces(code, moves):
    """The codes that have been this customer's, each with its first day and the first day after it."""
    if any(old == code for old, _, _ in moves):
        return [(code, None, None)]
    pieces, until, current = [], None, code
    while True:
        before = [(old, day) for old, new, day in moves if new == current]
        if not before:
            return [*pieces, (current, None, until)]
        (old, day) = before[0]
        pieces.append((current, day, until))
        current, until = old, day


def _month(month, pieces, by_code, readings):
    known, is_missing = Decimal(0), False
    for code, start, until in pieces:
        if (start is not None and start >= following(month)) or (until is not None and until <= month):
            continue
        reading = readings.get((code, month))
        if reading is not None:
            known += reading
            continue
        contract = by_code[code]
        ended = contract["contract_until"] is not None and contract["contract_until"] <= month
        if contract["contract_from"] < following(month) and not ended:
            is_missing = True
    return known, is_missing


BARS = {
    "kind_not_included", "other_company", "contract_not_begun", "contract_ended", "already_served",
    "excluded_by_list", "continued_under_new_code", "below_threshold", "below_minimum_points",
    "service_not_included", "received_before_window", "received_after_window", "withdrawn", "asked_before",
}  # fmt: skip


def _place(judged, orders, groups, quotas) -> None:
    """Give the places group by group, and write verdict, rank and the last reasons into `judged`."""
    for said in judged.values():
        if any(reason in BARS or reason.startswith("without_") for reason in said.reasons):
            said.verdict = "not_eligible"
        elif said.reasons & {"energy_unknown", "receipt_unknown", "substation_unknown"}:
            said.verdict = "unknown"
    for group in set(groups.values()):
        competing = [code for code, said in judged.items() if not said.verdict and groups[code] == group]
        competing.sort(key=orders.__getitem__)
        _place_group([judged[code] for code in competing], quotas.get(group, 0))
        _tell_ties(competing, judged, orders, quotas.get(group, 0))


def _place_group(competing, quota) -> None:
    for rank, said in enumerate(competing, start=1):
        said.rank = rank
        has_place = quota is None or rank <= quota
        said.verdict = "chosen" if has_place else "eligible_not_chosen"
        within = "without_quota" if quota is None else "within_quota"
        said.reasons.add(within if has_place else "quota_full")


def _tell_ties(competing, judged, orders, quota) -> None:
    if not quota or len(competing) <= quota:
        return
    last, after = orders[competing[quota - 1]][0], orders[competing[quota]][0]
    for code in competing:
        if last == after == orders[code][0]:
            judged[code].reasons.add("tie_at_the_cut")


def ranking_slowly(*, candidates, components, quotas, as_of, kinds, minimum) -> dict[str, Judged]:
    """Score each candidate by reading each band aloud. `components`: name -> (column, bands)."""
    judged, orders, groups = {}, {}, {}
    for candidate in candidates:
        reasons = standing_slowly(
            candidate, kinds=kinds, company="PA01", as_of=as_of, not_with=(), served=(), exclusions=()
        )
        reasons.add("scored")
        score = 0
        for name, (column, bands) in components.items():
            if candidate[column] is None:
                reasons.add(f"no_points_for_{name}")
                continue
            reached = [(start, points) for start, points in bands if candidate[column] >= start]
            score += max(reached)[1] if reached else 0
        if candidate["substation"] is None:
            reasons.add("substation_unknown")
        elif not candidate["substation"]:
            reasons.add("without_substation")
        if score < minimum:
            reasons.add("below_minimum_points")
        judged[candidate["code"]] = Judged("", score, reasons)
        orders[candidate["code"]] = (-score, candidate["contract_from"], candidate["code"])
        groups[candidate["code"]] = candidate["unit_code"]
    _place(judged, orders, groups, quotas)
    return judged


def arrival_slowly(*, requests, quota, start, until, services, kinds) -> dict[str, Judged]:
    """Walk through the requests as a clerk with one sheet of paper would, earliest first."""
    judged, orders, seen = {}, {}, set()
    for request in sorted(requests, key=lambda one: (str(one["received_at"]), one["code"])):
        reasons = _what_bars(request, start, until, services, kinds)
        if not reasons and request["holder"] is not None:
            if request["holder"] in seen:
                reasons.add("asked_before")
            seen.add(request["holder"])
        judged[request["code"]] = Judged("", request["received_at"], reasons)
        orders[request["code"]] = (request["received_at"], request["code"])
    _place(judged, orders, dict.fromkeys(judged, ""), {"": quota})
    return judged


def _what_bars(request, start, until, services, kinds):
    received = request["received_at"]
    facts = {
        "service_not_included": request["service"] not in services,
        "kind_not_included": request["kind"] not in kinds,
        "receipt_unknown": received is None,
        "received_before_window": received is not None and received < start,
        "received_after_window": received is not None and received >= until,
        "withdrawn": request["is_withdrawn"],
    }
    return {name for name, holds in facts.items() if holds}
