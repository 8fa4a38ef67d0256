"""
What the months have done for people: the part of a report's facts that says effect, not work.

Households by class and communes are counted here. What an independent sample confirmed, the equation of
goods and the photographs that people agreed to publish come from `report_sources` as plain mappings with the
keys of `EXPECTED`; a source that has nothing answers None: shown as "no figures yet", never as zero.

confirmations : of the rounds closed by then: FIGURES of everybody drawn, rounds and open_rounds [count],
                least_answers, satisfied_from [of the rule]; activities [FIGURES of each, with code, name_vi,
                name_en]; digest. Shares are basis points, None where too few have answered to say
goods         : items [code, name_vi, name_en, unit_vi, unit_en; received, in_warehouses, in_transit,
                with_carriers, handed_over, written_off, where the first is the sum of the others; handed_over
                is less what came back, written_off less what a recount found; confirmed and awaiting
                [handed over, with and without a receipt], differences [promises whose records differ]];
                digest [of the lots]
pictures      : number [of the evidence file], story, caption_vi, caption_en [no person], sha256 [of the
                published bytes], on [ISO day of the picture, or ""]; only what its people agreed to publish
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import BenefitMove, Campaign
from donghanh.apps.programmes.queries.frames import in_sight
from donghanh.apps.programmes.queries.report_sources import confirmations_of, goods_of, pictures_of
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.customer_tables import SOCIAL_CLASSES
from donghanh.kernel.digests import digest_of_rows

Told = Mapping[str, Any]
FIGURES = (
    "delivered", "sampled", "answered", "satisfied", "not_received", "response_bp", "satisfied_bp", "low_bp",
    "high_bp", "is_too_few",
)  # fmt: skip
EXPECTED: Mapping[str, tuple[str, ...]] = {
    "confirmations": (
        *FIGURES, "rounds", "open_rounds", "least_answers", "satisfied_from", "digest"
    ),
    "confirmations.activities": ("code", "name_vi", "name_en", *FIGURES),
    "goods": ("digest",),
    "goods.items": (
        "code", "name_vi", "name_en", "unit_vi", "unit_en", "received", "in_warehouses", "in_transit",
        "with_carriers", "handed_over", "written_off", "confirmed", "awaiting", "differences",
    ),
    "pictures": ("number", "story", "caption_vi", "caption_en", "sha256", "on"),
}  # fmt: skip
DONE = frozenset(BENEFIT.path[BENEFIT.path.index("delivered") :])
COLUMNS = (
    "benefit__reference", "to_state", "benefit__beneficiary_kind", "benefit__social_class",
    "benefit__commune_code", "benefit__customer_code", "benefit__beneficiary_name", "benefit__address",
)  # fmt: skip


class NotAsExpected(ValueError):
    """A source answered without a key that the report needs; says which."""


def effect_facts(*, actor: Actor, campaign: Campaign, day: date) -> dict[str, Any]:
    """The effect of a campaign as of the end of a day, for what is in sight."""
    return shaped(
        households=households_facts(actor=actor, campaign=campaign, day=day),
        confirmations=confirmations_of(actor=actor, campaign=campaign, day=day),
        goods=goods_of(actor=actor, campaign=campaign, day=day),
        pictures=pictures_of(actor=actor, campaign=campaign, day=day),
    )


def shaped(
    *, households: Told, confirmations: Told | None, goods: Told | None, pictures: Sequence[Told]
) -> dict[str, Any]:
    """
    Keep of each source the keys that the report reads, and nothing else of what it knows of anybody.

    raises : NotAsExpected
    """
    return {
        "households": dict(households),
        "confirmations": _with_parts("confirmations", "activities", confirmations),
        "goods": _with_parts("goods", "items", goods),
        "pictures": [_kept("pictures", one) for one in pictures],
        "pictures_digest": digest_of_rows(_kept("pictures", one) for one in pictures),
    }


def households_facts(*, actor: Actor, campaign: Campaign, day: date) -> dict[str, Any]:
    """
    Households and communes that something was delivered to up to the end of a day.

    A household is a customer's code, or the same name, address and commune; it counts once in its class.
    digest : of reference, class and commune of each delivered benefit of a household, by reference
    """
    seen = in_sight(actor=actor, unit="benefit__unit_id", commune="benefit__commune_code")
    moves = BenefitMove.objects.filter(seen, benefit__activity__campaign=campaign, on__lte=day)
    last = {row[0]: row for row in moves.order_by("id").values_list(*COLUMNS)}
    done = [row for _, row in sorted(last.items()) if row[1] in DONE]
    households = [row for row in done if row[2] == "household"]
    by_class: dict[str, set[object]] = {name: set() for name in SOCIAL_CLASSES}
    for _, _, _, found, commune, customer, name, address in households:
        by_class[found or "none"].add(customer or (name, address, commune))
    return {
        "classes": [{"class": name, "count": len(found)} for name, found in by_class.items() if found],
        "count": len(set().union(*by_class.values())),
        "communes": len({row[4] for row in done if row[4]}),
        "digest": digest_of_rows(
            {"reference": row[0], "class": row[3] or "none", "commune": row[4]} for row in households
        ),
    }


def _with_parts(name: str, parts: str, told: Told | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return {**_kept(name, told), parts: [_kept(f"{name}.{parts}", one) for one in told.get(parts, ())]}


def _kept(name: str, told: Told) -> dict[str, Any]:
    missing = [key for key in EXPECTED[name] if key not in told]
    if missing:
        raise NotAsExpected(f"{name}: found no {', '.join(missing)}; expected {', '.join(EXPECTED[name])}.")
    return {key: told[key] for key in EXPECTED[name]}
