"""Many nominations at once write what the same nominations write one by one."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN

from donghanh.apps.organisation.models import Act
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.models import Benefit, BenefitMove
from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate
from donghanh.apps.programmes.operations.nominating_many import RowRefused, Wanted, nominate_many
from donghanh.engines.programmes.lives import CannotMove


@pytest.fixture
def partner(house):
    return house.actors.partner_officer(MY_THUAN)


def household(name: str, **more) -> Beneficiary:
    return Beneficiary(name=name, commune_code=MY_THUAN, **more)


def customer_of(commune: str) -> str:
    from donghanh.apps.customers.models import Customer

    return Customer.objects.filter(commune_id=commune, kind="household").values_list("code", flat=True)[0]


def wanted_people() -> list[Wanted]:
    return [
        Wanted(
            "household-repairs", household("Trần Một", phone="0912345678", facts={"row": 6}), why="Nhà dột "
        ),
        Wanted("welfare-gifts", household("Lê Hai", social_class="poor")),
        Wanted("household-repairs", household("", customer_code=customer_of(MY_THUAN))),
        Wanted("masks", household("Trường Thử", kind="school", quantity=500)),
    ]


def written() -> list[list[dict]]:
    """Everything that was written, without the database's own numbers and moments."""
    left_out = {"id", "recorded_at", "benefit_id"}
    rows = (Benefit.objects, BenefitMove.objects, Act.objects.filter(act="benefit.nominate"))
    return [
        [{k: v for k, v in row.items() if k not in left_out} for row in found.order_by("id").values()]
        for found in rows
    ]


def test_many_at_once_write_exactly_what_one_by_one_writes(house, partner):
    wanted = wanted_people()
    with transaction.atomic():
        for one in wanted:
            nominate(
                actor=partner, campaign_code=CAMPAIGN, activity_code=one.activity_code,
                beneficiary=one.beneficiary, at=house.now, why=one.why,
            )  # fmt: skip
        one_by_one = written()
        transaction.set_rollback(True)

    named = nominate_many(actor=partner, campaign_code=CAMPAIGN, wanted=wanted, at=house.now)

    assert written() == one_by_one
    assert list(named.references) == [0, 1, 2, 3]


def test_the_questions_to_the_database_do_not_grow_with_the_rows(house, partner):
    def asked(count: int) -> int:
        wanted = [Wanted("welfare-gifts", household(f"Người {count} {place}")) for place in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            nominate_many(actor=partner, campaign_code=CAMPAIGN, wanted=wanted, at=house.now)
        return len(queries)

    assert asked(200) == asked(2) <= 15


def test_the_same_person_twice_among_them_is_refused_and_nothing_is_written(house, partner):
    wanted = [Wanted("welfare-gifts", household("Trần Một")), Wanted("welfare-gifts", household("Trần  Một"))]

    with pytest.raises(RowRefused) as refused:
        nominate_many(actor=partner, campaign_code=CAMPAIGN, wanted=wanted, at=house.now)

    assert refused.value.place == 1
    assert refused.value.rule == "already-nominated"
    assert Benefit.objects.count() == 0


def test_good_rows_alone_are_named_when_that_is_chosen(house, partner):
    wanted = [Wanted("welfare-gifts", household("")), Wanted("welfare-gifts", household("Lê Hai"))]

    named = nominate_many(actor=partner, campaign_code=CAMPAIGN, wanted=wanted, at=house.now, is_partial=True)

    assert named.references == {1: "M19-21-00001"}
    assert list(named.refused) == [0]


def test_a_partner_names_nobody_outside_of_his_commune_nor_a_stranger_customer(house, partner):
    elsewhere = [Wanted("welfare-gifts", Beneficiary(name="Xa", commune_code="14092"))]
    stranger = [Wanted("welfare-gifts", household("", customer_code=customer_of("14092")))]

    with pytest.raises(RowRefused) as away:
        nominate_many(actor=partner, campaign_code=CAMPAIGN, wanted=elsewhere, at=house.now)
    with pytest.raises(RowRefused) as other:
        nominate_many(actor=partner, campaign_code=CAMPAIGN, wanted=stranger, at=house.now)

    assert isinstance(away.value.reason, CannotMove)
    assert other.value.rule == "customer-unknown"


def test_an_auditor_names_nobody(house):
    with pytest.raises(Forbidden):
        nominate_many(actor=house.actors.auditor, campaign_code=CAMPAIGN, wanted=[], at=house.now)
