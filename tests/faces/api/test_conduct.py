"""Conduct over the API: a whole finding told and answered, and nothing for who must not see it."""

from __future__ import annotations

import pytest
from tests.apps.conduct.conftest import CITY, ROUND, XUAN_TRUONG, Conduct


@pytest.fixture
def conduct(house, product_now) -> Conduct:
    return Conduct(house.actors, product_now)


def test_a_surprise_is_in_nobodys_list_but_the_offices(ask, conduct):
    conduct.drawn(offices=9)

    def total(actor):
        return ask(actor).get("/conduct/inspections")[1]["total"]

    assert total(conduct.actors.office) == 9
    for actor in (conduct.actors.director, conduct.actors.auditor, conduct.actors.unit_head(CITY)):
        assert total(actor) == 0, actor.username
        status, proof = ask(actor).get(f"/conduct/rounds/{ROUND}")
        assert (status, proof["seed"], proof["sample"]) == (200, "", [])


def test_a_finding_of_a_person_is_there_for_person_head_and_office_alone(ask, conduct):
    code, _unit = conduct.found(kind="crew", item="signed")
    insiders = [conduct.actors.office, conduct.actors.unit_head(CITY), conduct.actors.crew(CITY)]
    strangers = [
        conduct.actors.unit_head(XUAN_TRUONG), conduct.actors.unit_officer(CITY), conduct.actors.director,
        conduct.actors.partner_officer("13732"),
    ]  # fmt: skip

    assert {ask(actor).get(f"/conduct/findings/{code}")[0] for actor in insiders} == {200}
    assert {ask(actor).get(f"/conduct/findings/{code}")[0] for actor in strangers} == {404}
    replied = {"is_disputed": True, "words": "Khách đi vắng"}
    assert ask(conduct.actors.unit_head(CITY)).post(f"/conduct/findings/{code}/reply", replied)[0] == 409
    assert ask(conduct.actors.crew(CITY)).post(f"/conduct/findings/{code}/reply", replied)[0] == 200


def test_ratings_of_persons_are_for_head_and_office_alone(ask, conduct):
    conduct.rated(5, 5, 4, 2, 5, staff_username=conduct.actors.crew(CITY).username)
    address = f"/conduct/results/{CITY}/people"

    told = ask(conduct.actors.unit_head(CITY)).get(address)
    refused = [
        ask(actor).get(address)[0]
        for actor in (conduct.actors.director, conduct.actors.unit_head(XUAN_TRUONG))
    ]

    assert told[1]["lines"][0]["satisfied_bp"] == 8_000
    assert refused == [403, 403]
