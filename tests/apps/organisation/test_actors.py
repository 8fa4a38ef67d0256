"""Who somebody is on a day, from the grants in force."""

from datetime import date, timedelta

import pytest

from donghanh.apps.organisation import operations, queries

pytestmark = pytest.mark.django_db


def test_a_unit_head_sees_the_own_unit_alone(actors):
    actor = actors.unit_head("PA01XT")

    assert actor.unit_codes == {"PA01XT"}
    assert actor.commune_codes == frozenset()
    assert not actor.sees_all


def test_a_partner_officer_sees_one_commune_alone(actors):
    actor = actors.partner_officer("13729")

    assert actor.unit_codes == frozenset()
    assert actor.commune_codes == {"13729"}


@pytest.mark.parametrize("role", ["director", "business", "office", "auditor"])
def test_roles_of_the_company_see_all(actors, role):
    actor = actors.of(role)

    assert actor.unit_codes is None
    assert actor.commune_codes is None


def test_a_grant_counts_from_its_first_day_until_the_day_before_it_ends(actors, product_day, product_now):
    actor = actors.unit_officer("PA01ND")
    operations.revoke_role(
        actor=actors.console,
        username=actor.username,
        role="unit_officer",
        unit_code="PA01ND",
        on=product_day,
        at=product_now,
    )

    before = queries.actor_of(staff_id=actor.staff_id, on=product_day - timedelta(days=1))
    after = queries.actor_of(staff_id=actor.staff_id, on=product_day)

    assert before.roles == {"unit_officer"}
    assert after.roles == frozenset()
    assert queries.actor_of(staff_id=actor.staff_id, on=date(2019, 12, 31)).roles == frozenset()


def test_somebody_kept_out_is_no_actor(actors, product_day, product_now):
    actor = actors.unit_officer("PA01ND")

    operations.set_active(actor=actors.console, username=actor.username, is_active=False, at=product_now)

    assert queries.actor_of(staff_id=actor.staff_id, on=product_day) is None
