"""
The plan of a promotion by chance (JSON) and the dossier made from it (PDF/A).

The plan says what the organiser intends; sums are made here, never typed. Legal references are left open in
the template, because no confirmed text of an instrument stands behind them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from donghanh.adapters.draw_files import UnreadableDrawFile, parse_json
from donghanh.adapters.pdf import UNDATED, build_pdf
from donghanh.engines.draws import METHODS, NotAProof
from donghanh.engines.draws.shapes import check_shape
from donghanh.kernel.money import format_dong

Plan = dict[str, Any]
_TEXT, _WHOLE = "text", "whole number"
COMMITMENT_SHAPE = {"announced_at": _TEXT, "count": _WHOLE, "merkle_root": _TEXT, "list_sha256": _TEXT}
PLAN_SHAPE: dict[str, Any] = {
    "registration_office": _TEXT,
    "programme": _TEXT,
    "goods": _TEXT,
    "organiser": {"name": _TEXT, "address": _TEXT, "tax_code": _TEXT, "contact": _TEXT},
    "period": {"from": _TEXT, "last": _TEXT},
    "place": _TEXT,
    "who_may_enter": [_TEXT],
    "prizes": [{"name": _TEXT, "count": _WHOLE, "value_dong": _WHOLE}],
    "method": _TEXT,
    "sources": [_TEXT],
    "draw_at": _TEXT,
    "draw_place": _TEXT,
    "alternates": _WHOLE,
    "witnesses": [{"name": _TEXT, "role": _TEXT}],
    "announcement": [_TEXT],
    "claim_until": _TEXT,
    "signed_at": _TEXT,
    "signer": _TEXT,
}


def _day(*, plan: Plan, path: tuple[str, ...]) -> str:
    value: Any = plan
    for key in path:
        value = value[key]
    try:
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    except ValueError as problem:
        raise UnreadableDrawFile(
            f"the plan, at {'.'.join(path)}: found {value!r}; expected a day such as 2021-12-31."
        ) from problem


def _check_sense(*, plan: Plan, what: str) -> None:
    if plan["method"] not in METHODS:
        raise UnreadableDrawFile(
            f"{what}, at method: found {plan['method']!r}; expected {' or '.join(METHODS)}."
        )
    for name in ("prizes", "sources", "who_may_enter", "witnesses"):
        if not plan[name]:
            raise UnreadableDrawFile(f"{what}, at {name}: found an empty list; expected at least one.")
    if plan["period"]["from"] > plan["period"]["last"]:
        raise UnreadableDrawFile(f"{what}, at period: the last day stands before the first; expected after.")
    for place, prize in enumerate(plan["prizes"]):
        if prize["count"] < 1 or prize["value_dong"] < 0:
            raise UnreadableDrawFile(
                f"{what}, at prizes[{place}]: found {prize['count']} at {prize['value_dong']} đồng; "
                "expected a count of at least 1 and a value of at least 0."
            )


def parse_plan(*, content: bytes, what: str = "the plan") -> Plan:
    """
    Read a plan; `commitment` is optional until the list is announced, all other keys are required.

    content : [bytes] of a JSON file
    raises  : UnreadableDrawFile, saying where the plan is not as expected
    """
    plan, _ = parse_json(content=content, what=what)
    given = plan.get("commitment") if isinstance(plan, dict) else None
    shape = PLAN_SHAPE if given is None else {**PLAN_SHAPE, "commitment": COMMITMENT_SHAPE}
    rest = {k: v for k, v in plan.items() if k != "commitment" or v} if isinstance(plan, dict) else plan
    try:
        check_shape(value=rest, shape=shape)
    except NotAProof as problem:
        raise UnreadableDrawFile(f"{what}: {problem}") from problem
    assert isinstance(rest, dict)
    _check_sense(plan=rest, what=what)
    return rest


def _prizes(plan: Plan) -> list[dict[str, str]]:
    return [
        {
            "name": prize["name"],
            "count": str(prize["count"]),
            "value": format_dong(prize["value_dong"]),
            "amount": format_dong(prize["count"] * prize["value_dong"]),
        }
        for prize in plan["prizes"]
    ]


def dossier_values(*, plan: Plan) -> Mapping[str, object]:
    """
    The values on the paper: days written out, amounts multiplied and added up.

    plan   : from `parse_plan`
    raises : UnreadableDrawFile, when a day is none
    """
    commitment = plan.get("commitment")
    return {
        **plan,
        "period": {key: _day(plan=plan, path=("period", key)) for key in ("from", "last")},
        "claim_until": _day(plan=plan, path=("claim_until",)),
        "prizes": _prizes(plan),
        "prize_total": format_dong(sum(p["count"] * p["value_dong"] for p in plan["prizes"])),
        "alternates": str(plan["alternates"]),
        "commitment": commitment and {**commitment, "count": str(commitment["count"])},
    }


def build_dossier(*, plan: Plan, at: datetime = UNDATED) -> bytes:
    """
    Set the dossier for registering the promotion.

    plan    : from `parse_plan`
    at      : [instant, aware] that the document is dated with
    returns : PDF/A-2b
    """
    return build_pdf(template="promotion_dossier", data=dossier_values(plan=plan), at=at)
