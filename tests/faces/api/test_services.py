"""The catalogue over the API: for everybody, the same answer as the command's, and honest about days."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from donghanh.faces.cli.services import services

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/services"
DAY = {"on": "2021-12-20"}


def test_nobody_needs_to_sign_in_and_the_command_says_the_same(client):
    asked = client.get(f"{ADDRESS}/METER_CHECK", DAY)
    run = CliRunner().invoke(services, ["show", "METER_CHECK", "--on", "2021-12-20", "--json"])

    assert asked.status_code == 200
    assert asked.json() == json.loads(run.stdout)


def test_the_catalogue_is_narrowed_by_group_and_by_what_customers_may_choose(client):
    every = client.get(ADDRESS, DAY).json()
    faults = client.get(ADDRESS, DAY | {"group": "fault", "is_public": "true"}).json()

    assert every["count"] == len(every["services"]) > 30
    assert [service["code"] for service in faults["services"]] == ["FAULT_RESTORE"]


def test_a_service_that_does_not_exist_on_the_day_is_not_found_with_its_days(client):
    refusal = client.get(f"{ADDRESS}/METER_MOVE", {"on": "2019-01-01"})

    assert refusal.status_code == 404
    assert refusal.json()["rule"] == "no-such-service"
    assert refusal.json()["facts"]["spans"] == "2020-10-01 - "


@pytest.mark.parametrize("asked", [{"on": "2021-02-30"}, {"on": "yesterday"}, {"is_public": "perhaps"}])
def test_what_is_no_day_is_refused(client, asked):
    assert client.get(ADDRESS, asked).status_code == 422


def test_the_list_asks_the_database_for_the_product_day_alone(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(ADDRESS, DAY)
