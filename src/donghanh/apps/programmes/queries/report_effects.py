"""
What the months have done for people: the part of a report's facts that says effect, not work.

Households by class and communes are counted here. What an independent sample confirmed, the equation of
goods and the photographs that people agreed to publish come from their own queries as plain mappings with the
keys of `EXPECTED`; a source that has nothing answers None: shown as "no figures yet", never as zero.

confirmations : sampled, answered, confirmed [counts of people asked]; low_permille, high_permille [interval
                of the share confirmed]; activities [the same of each, with code, name_vi, name_en]; digest
goods         : items [code, name_vi, name_en, unit_vi, unit_en; received, handed_over, returned, lost,
                on_hand, where received + returned = handed_over + lost + on_hand]; digest
pictures      : number [of the evidence file], caption_vi, caption_en, sha256 [of the published bytes], on
                [ISO day of the picture, or ""]; only what its people agreed to publish
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import BenefitMove, Campaign
from donghanh.apps.programmes.queries.frames import in_sight
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.customer_tables import SOCIAL_CLASSES
from donghanh.kernel.digests import digest_of_rows

Told = Mapping[str, Any]
EXPECTED: Mapping[str, tuple[str, ...]] = {
    "confirmations": ("sampled", "answered", "confirmed", "low_permille", "high_permille", "digest"),
    "confirmations.activities": (
        "code", "name_vi", "name_en", "sampled", "answered", "confirmed", "low_permille", "high_permille"
    ),
    "goods": ("digest",),
    "goods.items": (
        "code", "name_vi", "name_en", "unit_vi", "unit_en", "received", "handed_over", "returned", "lost",
        "on_hand",
    ),
    "pictures": ("number", "caption_vi", "caption_en", "sha256", "on"),
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
        pictures=pictures_of(campaign=campaign, day=day),
    )


def confirmations_of(*, actor: Actor, campaign: Campaign, day: date) -> Told | None:
    """What the independent sample confirmed; None until somebody asks one."""
    return None


def goods_of(*, actor: Actor, campaign: Campaign, day: date) -> Told | None:
    """The equation of masks and gifts; None until stock is kept."""
    return None


def pictures_of(*, campaign: Campaign, day: date) -> Sequence[Told]:
    """The photographs that their people agreed to publish."""
    return ()


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
