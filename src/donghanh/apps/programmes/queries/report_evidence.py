"""What stands behind a report's numbers as of a day: counted benefits, approved lists, draws, the budget."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import BenefitMove, Campaign, Draw
from donghanh.apps.programmes.queries.frames import ZONE, in_sight
from donghanh.apps.programmes.queries.lists import approved_lists
from donghanh.kernel.digests import digest_of_rows
from donghanh.lawbook.programmes import parse_template


def counted_digests(*, actor: Actor, campaign: Campaign, day: date) -> dict[str, str]:
    """
    Digest per activity the benefits that a report of the day counts; any move up to the day changes it.

    The canonical rows, in the order of the references: reference, unit, quantity, state [at the end of the
    day], since [day of the last move], moves [how many].
    """
    seen = in_sight(actor=actor, unit="benefit__unit_id", commune="benefit__commune_code")
    moves = BenefitMove.objects.filter(seen, benefit__activity__campaign=campaign, on__lte=day).order_by("id")
    rows: dict[str, dict[str, dict[str, Any]]] = {
        code: {} for code in campaign.activities.values_list("code", flat=True)
    }
    columns = ("benefit__activity__code", "benefit__reference", "benefit__unit_id", "benefit__quantity")
    for code, reference, unit, quantity, state, on in moves.values_list(*columns, "to_state", "on"):
        made = rows[code].get(reference, {"moves": 0})["moves"]
        rows[code][reference] = {
            "reference": reference, "unit": unit, "quantity": quantity, "state": state, "since": on,
            "moves": made + 1,
        }  # fmt: skip
    return {code: digest_of_rows(found[name] for name in sorted(found)) for code, found in rows.items()}


def approved_up_to(*, actor: Actor, campaign_code: str, day: date) -> list[dict[str, Any]]:
    """The lists that were approved up to the end of a day, in the order of activity and number."""
    return [
        {
            "activity_code": one.activity_code, "activity_vi": one.activity_vi,
            "activity_en": one.activity_en, "number": one.number, "unit_code": one.unit_code,
            "row_count": one.row_count, "digest": one.digest, "approved_by": one.approved_by,
            "approved_at": one.approved_at.astimezone(ZONE).isoformat(timespec="seconds"),
        }
        for one in approved_lists(actor=actor, campaign_code=campaign_code)
        if one.approved_at.astimezone(ZONE).date() <= day
    ]  # fmt: skip


def draws_as_of(*, campaign: Campaign, day: date) -> list[dict[str, Any]]:
    """The draws as they stood at the end of a day: root once announced, digest of the proof once drawn."""
    rows = (
        Draw.objects.filter(activity__campaign=campaign)
        .select_related("activity")
        .order_by("activity", "number")
    )
    told = [_draw(row, _steps(row, day)) for row in rows.prefetch_related("moves")]
    return [one for one in told if one]


def budget_lines(*, campaign: Campaign) -> list[dict[str, Any]]:
    """The budget of the campaign's template; an amount that nobody has confirmed is None."""
    return [
        {
            "code": one.code, "activity_code": one.activity_code, "name_vi": one.name_vi,
            "name_en": one.name_en, "amount_dong": one.amount_dong, "status": one.status,
        }
        for one in parse_template(text=campaign.template).budget
    ]  # fmt: skip


def _steps(row: Draw, day: date) -> list[str]:
    """The states that a draw went through up to the end of a day, oldest first."""
    moves = sorted(row.moves.all(), key=lambda one: one.pk)
    return [one.to_state for one in moves if one.product_at.astimezone(ZONE).date() <= day]


def _draw(row: Draw, steps: list[str]) -> dict[str, Any]:
    if not steps:
        return {}
    commitment = (row.commitment or {}) if "committed" in steps else {}
    return {
        "activity_code": row.activity.code,
        "activity_vi": row.activity.name_vi,
        "activity_en": row.activity.name_en,
        "number": row.number,
        "method": row.method,
        "state": steps[-1],
        "draw_on": row.draw_on.isoformat(),
        "entrants": commitment.get("count"),
        "merkle_root": commitment.get("merkle_root", ""),
        "proof_digest": json.loads(row.proof_text)["digest"] if "drawn" in steps else "",
    }
