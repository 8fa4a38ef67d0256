"""A crew arrives at its day, by password and by card; who also works at the desk begins there."""

import pytest
from tests.faces.signin.conftest import PASSWORD

from donghanh.apps.organisation.permissions import Actor, Grant
from donghanh.faces.signin.arrival import arrival_of

pytestmark = pytest.mark.django_db


def test_a_crew_arrives_at_its_day_by_password(client, actors, product_now):
    from donghanh.apps.organisation import operations

    actor = actors.crew("PA01XT")
    operations.set_password(actor=actors.console, username=actor.username, password=PASSWORD, at=product_now)

    answer = client.post("/dang-nhap/", {"login": actor.username, "password": PASSWORD})

    assert answer["Location"] == "/hien-truong/"


def test_a_crew_arrives_at_its_day_by_card(client, demo):
    assert client.post("/dang-nhap/minh-hoa/", {"username": "to.pa01nd"})["Location"] == "/hien-truong/"


def test_who_also_works_at_the_desk_begins_there():
    both = Actor(1, "a", "A", (Grant("crew", "PA01ND"), Grant("unit_officer", "PA01ND")))

    assert arrival_of(both) == "/ban/"
