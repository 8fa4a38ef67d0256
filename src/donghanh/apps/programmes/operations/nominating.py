"""
Names a beneficiary: by a commune's partner, by a unit, by a selection, by a request, by a draw.

The beneficiary is a customer, or a household, school or pupil that is not one. One customer has one
living benefit of an activity; the refusal names the benefit that stands in the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.people import CustomerFacts, customer_facts
from donghanh.apps.programmes.models import Activity, Benefit
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE, ENDINGS, write_move
from donghanh.apps.programmes.operations.suspecting import suspect
from donghanh.apps.programmes.permissions import check_act, may_see_benefit
from donghanh.apps.programmes.refusals import CannotNominate, NotFound
from donghanh.kernel.text import fold, sort_key


@dataclass(frozen=True)
class Beneficiary:
    """
    Who is to receive something.

    customer_code : the customer's code, empty for one who is not a customer
    commune_code  : five digits of the commune; of the customer when left empty
    quantity      : pieces of goods [count]; 1 for everything that is done once
    """

    name: str = ""
    kind: str = "household"
    customer_code: str = ""
    commune_code: str = ""
    address: str = ""
    phone: str = ""
    social_class: str = ""
    quantity: int = 1
    facts: Mapping[str, object] = field(default_factory=dict)


@transaction.atomic
def nominate(
    *,
    actor: Actor,
    campaign_code: str,
    activity_code: str,
    beneficiary: Beneficiary,
    at: datetime,
    why: str = "",
    origin: str = "nomination",
    unit_code: str = "",
    replaces: str = "",
    is_once: bool = False,
) -> str:
    """
    Name one beneficiary of an activity and answer the reference of the new benefit.

    is_once   : refuse one who is no customer when the very same is named already: a program that sends twice
    unit_code : the responsible unit; by default the one that serves the commune on that day
    replaces  : reference of the benefit whose place it takes over, if any
    raises    : NotFound, CannotNominate, Forbidden, CannotMove (no role that may nominate there)
    """
    check_act(actor=actor)
    activity = _locked_activity(campaign_code=campaign_code, activity_code=activity_code)
    benefit = new_benefit(
        actor=actor, activity=activity, beneficiary=beneficiary, at=at, origin=origin,
        unit_code=unit_code, replaces=replaces,
    )  # fmt: skip
    write_move(actor=actor, benefit=benefit, move="nominate", at=at, why=why, facts=dict(beneficiary.facts))
    if is_once:
        _check_no_twin(benefit=benefit)
    record_act(
        actor=actor, act="benefit.nominate", subject=benefit.reference,
        facts={"activity": activity_code, "customer": benefit.customer_code}, at=at,
    )  # fmt: skip
    return benefit.reference


def new_benefit(
    *, actor: Actor, activity: Activity, beneficiary: Beneficiary, at: datetime, origin: str,
    unit_code: str = "", replaces: str = "",
) -> Benefit:  # fmt: skip
    """Write the benefit's row before its first move, and whom it looks like; the activity is locked."""
    known = customer_facts(code=beneficiary.customer_code) if beneficiary.customer_code else None
    who = completed(actor=actor, beneficiary=beneficiary, known=known)
    check_named(activity=activity, who=who)
    unit = unit_code or _serving_unit(who=who, at=at)
    _check_not_twice(activity=activity, who=who)
    benefit = benefit_row(
        reference=reference_of(activity=activity, number=last_number(activity=activity) + 1),
        activity=activity, who=who, facts=known, unit=unit, origin=origin,
        keys=(fold(who.name), sort_key(who.name)),
    )  # fmt: skip
    benefit.replaces = Benefit.objects.get(reference=replaces) if replaces else None
    benefit.save()
    suspect(benefit=benefit, at=at)
    return benefit


def benefit_row(
    *, reference: str, activity: Activity, who: Beneficiary, facts: CustomerFacts | None, unit: str,
    origin: str, keys: tuple[str, str],
) -> Benefit:  # fmt: skip
    """
    A benefit before its first move, as a row that is still to be written.

    keys : search key and sort key of the name
    """
    search, sort = keys
    return Benefit(
        reference=reference,
        activity=activity,
        unit_id=unit,
        customer_id=facts.id if facts else None,
        customer_code=who.customer_code,
        beneficiary_kind=who.kind,
        beneficiary_name=who.name,
        search_key=search,
        sort_key=sort,
        commune_code=who.commune_code,
        address=who.address,
        phone=who.phone,
        social_class=who.social_class,
        quantity=who.quantity,
        origin=origin,
        origin_facts=dict(who.facts),
        state="",
    )


def completed(*, actor: Actor, beneficiary: Beneficiary, known: CustomerFacts | None) -> Beneficiary:
    """
    Fill what the customer's own record says where the nomination is silent.

    known  : the customer of that code, if there is one
    raises : CannotNominate `customer-unknown`, also for one out of sight
    """
    if not beneficiary.customer_code:
        return beneficiary
    if known is None or not may_see_benefit(
        actor=actor, unit_code=known.unit_code, commune_code=known.commune_code
    ):
        raise CannotNominate(
            "customer-unknown",
            f"There is no customer '{beneficiary.customer_code}' in your view. Look the code up, or leave it "
            "empty.",
            customer_code=beneficiary.customer_code,
        )
    return Beneficiary(
        name=beneficiary.name or known.name,
        kind=known.kind,
        customer_code=known.code,
        commune_code=beneficiary.commune_code or known.commune_code,
        address=beneficiary.address or known.address,
        phone=beneficiary.phone or known.phone,
        social_class=beneficiary.social_class or known.social_class,
        quantity=beneficiary.quantity,
        facts=beneficiary.facts,
    )


def check_named(*, activity: Activity, who: Beneficiary) -> None:
    """Refuse an activity without beneficiaries, a missing name, a quantity that the activity has not."""
    if activity.method == "measure":
        raise CannotNominate(
            "activity-is-a-measure",
            f"'{activity.code}' is a measure: it has no beneficiaries. Choose another activity.",
            activity=activity.code,
        )
    if not who.name.strip():
        raise CannotNominate("name-missing", "The beneficiary has no name. Write it.", activity=activity.code)
    if who.quantity < 1 or (activity.method != "allocation" and who.quantity != 1):
        raise CannotNominate(
            "quantity-not-possible",
            f"A quantity of {who.quantity} is not possible for '{activity.code}'.",
            activity=activity.code, quantity=who.quantity,
        )  # fmt: skip


def _check_not_twice(*, activity: Activity, who: Beneficiary) -> None:
    if not who.customer_code:
        return
    standing = (
        Benefit.objects.filter(activity=activity, customer_code=who.customer_code)
        .exclude(state__in=ENDINGS)
        .first()
    )
    if standing is not None:
        raise CannotNominate(
            "already-nominated",
            f"Customer {who.customer_code} already has {standing.reference} ({standing.state}) of it.",
            customer_code=who.customer_code, reference=standing.reference, state=standing.state,
        )  # fmt: skip


def _check_no_twin(*, benefit: Benefit) -> None:
    """Refuse the same words a second time; asked after the roles, so that nobody learns of others' names."""
    same = ("beneficiary_kind", "search_key", "commune_code", "address", "phone", "quantity", "customer_code")
    twin = (
        Benefit.objects.filter(activity=benefit.activity, **{name: getattr(benefit, name) for name in same})
        .exclude(pk=benefit.pk)
        .exclude(state__in=ENDINGS)
        .first()
    )
    if twin is not None:
        raise CannotNominate(
            "already-nominated",
            f"'{twin.beneficiary_name}' is named already in the same words: {twin.reference}, {twin.state}.",
            reference=twin.reference, state=twin.state,
        )  # fmt: skip


def _serving_unit(*, who: Beneficiary, at: datetime) -> str:
    unit = (
        organisation.unit_of_commune(commune_code=who.commune_code, day=at.astimezone(COMPANY_ZONE).date())
        if who.commune_code
        else None
    )
    if unit is None:
        raise CannotNominate(
            "unit-unknown",
            f"No unit serves the commune '{who.commune_code}' on {at:%d/%m/%Y}. "
            "Choose the commune or the unit.",
            commune_code=who.commune_code,
        )
    return unit


def last_number(*, activity: Activity) -> int:
    """The number of an activity's last reference, 0 before the first; the caller holds the lock."""
    last = (
        Benefit.objects.filter(activity=activity)
        .order_by("-reference")
        .values_list("reference", flat=True)
        .first()
    )
    return int(last.rsplit("-", 1)[1]) if last else 0


def reference_of(*, activity: Activity, number: int) -> str:
    """`M18-21-00042`: the requirement's row, the campaign's year, the number within the activity."""
    return f"{activity.row or activity.pk}-{activity.campaign.from_on:%y}-{number:05d}"


def _locked_activity(*, campaign_code: str, activity_code: str) -> Activity:
    found = (
        Activity.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .filter(campaign__code=campaign_code, code=activity_code)
        .first()
    )
    if found is None:
        raise NotFound("activity", activity_code)
    return found
