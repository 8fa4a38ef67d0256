"""An approval freezes a list: its digest holds, it never changes, and what changed since stands beside it."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction
from tests.apps.programmes.conftest import CAMPAIGN, House
from tests.apps.programmes.test_quota import open_for, press_together


def approve(house, *, by, activity: str = "household-repairs", unit: str | None = None) -> int:
    from donghanh.apps.programmes.operations.approving import approve_list

    return approve_list(
        actor=by, campaign_code=CAMPAIGN, activity_code=activity, unit_code=unit, at=house.now
    )


def frozen(house, *, number: int = 1, actor=None, activity: str = "household-repairs"):
    from donghanh.apps.programmes.queries.lists import frozen_list

    return frozen_list(
        actor=actor or house.actors.director, campaign_code=CAMPAIGN, activity_code=activity, number=number
    )


def test_the_digest_is_the_sha256_of_the_canonical_rows_that_anybody_can_repeat(house):
    references = [house.verified("household-repairs", name=name) for name in ("Hộ Đinh", "Hộ Ất")]

    approve(house, by=house.actors.business)

    found = frozen(house)
    lines = "".join(
        json.dumps(dict(row), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        for row in found.rows
    )
    assert found.card.digest == sha256(lines.encode()).hexdigest()
    assert [row["reference"] for row in found.rows] == references
    assert found.holds


def test_who_nominated_one_of_them_does_not_approve_the_list_and_nothing_is_approved(house):
    from donghanh.apps.programmes.models import ApprovedList, Benefit
    from donghanh.engines.programmes.lives import DutiesNotApart

    business = house.actors.business
    house.verified("substation-cleaning")
    own = house.nominate("substation-cleaning", by=business)
    house.move(own, "check", by=business)
    house.move(own, "verify", by=house.actors.unit_head("PA01ND"))

    with pytest.raises(DutiesNotApart), transaction.atomic():
        approve(house, by=business, activity="substation-cleaning")

    assert not ApprovedList.objects.exists()
    assert set(Benefit.objects.values_list("state", flat=True)) == {"verified"}


def test_what_changes_afterwards_stands_beside_the_list_and_not_in_it(house):
    reference = house.verified("household-repairs", name="Hộ Giáp")
    approve(house, by=house.actors.business)

    house.move(reference, "withdraw", by=house.actors.unit_officer("PA01ND"), why="Đã có nhà mới")

    found = frozen(house)
    assert found.rows[0]["name"] == "Hộ Giáp"
    assert [(one.column, one.now) for one in found.changes] == [("state", "withdrawn")]
    assert found.holds


def test_a_frozen_list_cannot_be_edited_or_deleted(house):
    from donghanh.apps.programmes.models import ApprovedList

    house.verified("household-repairs")
    approve(house, by=house.actors.business)

    with pytest.raises(DatabaseError), transaction.atomic():
        ApprovedList.objects.update(rows_text="")
    with pytest.raises(DatabaseError), transaction.atomic():
        ApprovedList.objects.all().delete()


def test_a_unit_head_approves_the_own_unit_alone(house):
    from donghanh.apps.organisation.permissions import Forbidden

    mine = house.verified("household-repairs", unit="PA01XT")
    house.verified("household-repairs", unit="PA01ND")

    number = approve(house, by=house.actors.unit_head("PA01XT"), unit="PA01XT")

    assert [row["reference"] for row in frozen(house, number=number).rows] == [mine]
    with pytest.raises(Forbidden):
        approve(house, by=house.actors.unit_head("PA01XT"), unit="PA01ND")
    with pytest.raises(Forbidden):
        approve(house, by=house.actors.unit_head("PA01XT"))


def test_a_unit_officer_sees_of_a_company_list_the_rows_of_the_own_unit(house):
    mine = house.verified("household-repairs", unit="PA01XT")
    house.verified("household-repairs", unit="PA01ND")
    approve(house, by=house.actors.business)

    found = frozen(house, actor=house.actors.unit_officer("PA01XT"))

    assert [row["reference"] for row in found.rows] == [mine]
    assert found.hidden_rows == 1
    assert found.holds


def test_a_list_without_a_row_in_sight_is_not_there(house):
    from donghanh.apps.programmes.refusals import NotFound

    house.verified("household-repairs", unit="PA01ND")
    approve(house, by=house.actors.business)

    with pytest.raises(NotFound):
        frozen(house, actor=house.actors.unit_officer("PA01GT"))


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_approves_and_the_other_is_told_by_whom(transactional_db, product_now):
    from tests.conftest import Actors

    from donghanh.apps.programmes.models import ApprovedList
    from donghanh.apps.programmes.refusals import CannotApproveList

    house = House(Actors(at=product_now), product_now)
    open_for(house)
    house.verified("household-repairs")
    business, director = house.actors.business, house.actors.director

    told = press_together(
        [lambda: str(approve(house, by=business)), lambda: str(approve(house, by=director))]
    )

    assert sorted(told) == ["1", "CannotApproveList"]
    assert ApprovedList.objects.count() == 1
    with pytest.raises(CannotApproveList, match="The last list is no 1, approved by Test"):
        approve(house, by=director)
