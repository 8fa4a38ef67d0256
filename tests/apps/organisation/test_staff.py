"""Staff, their grants, the staff of the demo, and loading the reference twice."""

from datetime import date

import pytest
from django.contrib.auth import authenticate

from donghanh.apps.organisation import operations, queries
from donghanh.apps.organisation.models import Staff
from donghanh.apps.organisation.operations import CannotKeepStaff, NotADemo
from donghanh.apps.organisation.permissions import ROLES, Forbidden

pytestmark = pytest.mark.django_db

PASSWORD = "tre ngà làng Gióng 9"


@pytest.fixture
def add(actors, product_now):
    def act(username="vuthi", *, actor=None, full_name="Vũ Thị Thử", password=PASSWORD):
        return operations.add_staff(
            actor=actor or actors.office,
            username=username,
            full_name=full_name,
            password=password,
            at=product_now,
        )

    return act


@pytest.fixture
def grant(actors, product_day, product_now):
    def act(role, *, actor=None, username="vuthi", from_on=product_day, **more):
        return operations.grant_role(
            actor=actor or actors.office,
            username=username,
            role=role,
            from_on=from_on,
            at=product_now,
            **more,
        )

    return act


def test_loading_the_reference_twice_adds_nothing(actors, product_now):
    again = operations.load_reference(actor=actors.director, at=product_now)

    assert (again.units, again.communes) == (0, 0)


def test_loading_the_reference_does_not_bring_a_merged_unit_back(actors, product_now):
    operations.merge_units(
        actor=actors.director,
        codes=("PA01GT", "PA01XT"),
        into=operations.UnitName("PA01GT"),
        weights=(1, 1),
        on=date(2022, 1, 1),
        at=product_now,
    )

    operations.load_reference(actor=actors.director, at=product_now)

    assert "PA01XT" not in {row.code for row in queries.units_on(day=date(2022, 1, 1))}


def test_a_password_is_kept_hashed_and_opens(add, rf):
    add()

    row = Staff.objects.get(username="vuthi")
    assert PASSWORD not in row.password
    assert authenticate(rf.get("/"), username="vuthi", password=PASSWORD) == row


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": " "},
        {"full_name": ""},
        {"password": "short"},
        {"password": "1234567890"},
        {"username": "console"},
    ],
)
def test_staff_that_cannot_be_kept_is_refused_and_not_written(add, wrong):
    count = Staff.objects.count()

    with pytest.raises(CannotKeepStaff):
        add(**wrong)

    assert Staff.objects.filter(username__in=["vuthi", "console", " "]).count() == 0
    assert Staff.objects.count() - count <= 1  # the office's own row


def test_a_name_is_given_once(add):
    add()

    with pytest.raises(CannotKeepStaff, match="already"):
        add()


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("unit_head", {}),
        ("unit_head", {"unit_code": "PA01XT", "commune_code": "13729"}),
        ("director", {"unit_code": "PA01XT"}),
        ("partner_officer", {}),
        ("partner_officer", {"unit_code": "PA01XT"}),
        ("unit_officer", {"unit_code": "PA99ZZ"}),
        ("partner_officer", {"commune_code": "99999"}),
        ("emperor", {}),
    ],
)
def test_a_role_without_its_right_place_is_refused(add, grant, role, place):
    add()

    with pytest.raises(CannotKeepStaff):
        grant(role, **place)


def test_a_role_for_nobody_is_refused(grant):
    with pytest.raises(CannotKeepStaff, match="Nobody signs in"):
        grant("director", username="ghost")


def test_a_grant_that_is_not_there_cannot_be_revoked(add, actors, product_day, product_now):
    add()

    with pytest.raises(CannotKeepStaff, match="no grant"):
        operations.revoke_role(
            actor=actors.office, username="vuthi", role="director", on=product_day, at=product_now
        )


@pytest.mark.parametrize("role", ["business", "auditor"])
def test_others_keep_no_staff(add, actors, role):
    with pytest.raises(Forbidden):
        add(actor=actors.of(role))


def test_a_unit_head_lists_the_people_of_the_own_unit(actors, product_day):
    head = actors.unit_head("PA01XT")
    actors.crew("PA01XT")
    actors.unit_officer("PA01ND")

    rows = queries.staff_of_unit(actor=head, unit_code="PA01XT", day=product_day)

    assert [row.username for row in rows] == ["unit_head.PA01XT", "crew.PA01XT"]
    assert {row.username for row in queries.staff(actor=head, day=product_day)} == {
        "unit_head.PA01XT",
        "crew.PA01XT",
    }
    with pytest.raises(Forbidden):
        queries.staff_of_unit(actor=head, unit_code="PA01ND", day=product_day)


class TestDemoStaff:
    @pytest.fixture
    def loaded(self, settings, actors, product_day, product_now):
        settings.DEMO = True
        return operations.load_demo_staff(actor=actors.console, day=product_day, at=product_now)

    def test_every_role_has_somebody_and_every_unit_its_head_and_officer(self, loaded, product_day):
        cards = queries.demo_cards(day=product_day)
        held = {(grant.role, grant.unit_code) for card in cards for grant in card.grants}
        units = [row.code for row in queries.units_on(day=product_day)]

        assert {role for role, _ in held} == set(ROLES)
        assert {(role, unit) for role in ("unit_head", "unit_officer") for unit in units} <= held

    def test_two_communes_have_a_partner_officer(self, loaded, product_day):
        cards = queries.demo_cards(day=product_day)

        assert {g.commune_code for card in cards for g in card.grants if g.commune_code} == {"13729", "13732"}

    def test_no_two_bear_the_same_name(self, loaded):
        names = list(Staff.objects.filter(is_demo=True).values_list("full_name", flat=True))

        assert len(names) == loaded == len(set(names))

    def test_none_of_them_has_a_password(self, loaded):
        assert not any(row.has_usable_password() for row in Staff.objects.filter(is_demo=True))

    def test_loading_twice_adds_nobody(self, loaded, actors, product_day, product_now):
        assert operations.load_demo_staff(actor=actors.console, day=product_day, at=product_now) == 0

    def test_outside_a_demo_they_are_not_made_and_have_no_cards(
        self, loaded, settings, actors, product_day, product_now
    ):
        settings.DEMO = False

        with pytest.raises(NotADemo):
            operations.load_demo_staff(actor=actors.console, day=product_day, at=product_now)
        assert queries.demo_cards(day=product_day) == []
