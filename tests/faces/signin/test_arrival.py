"""Where somebody arrives after signing in: a commune's officer at the commune's pages, staff at the desk."""

from __future__ import annotations

import pytest
from tests.conftest import PRODUCT_DAY

MY_HUNG = "13729"


@pytest.fixture
def demo_partner(actors, settings):
    from django.contrib.auth import get_user_model
    from tests.faces.api.conftest import stand_on_product_day

    stand_on_product_day(actors=actors, settings=settings)
    partner = actors.partner_officer(MY_HUNG)
    get_user_model().objects.filter(pk=partner.staff_id).update(is_demo=True)
    return partner


@pytest.mark.parametrize("wished", ["", "/ban/"])
def test_a_demo_card_of_a_commune_leads_to_the_communes_pages(client, demo_partner, wished):
    answer = client.post("/dang-nhap/minh-hoa/", {"username": demo_partner.username, "next": wished})

    assert answer["Location"] == "/doi-tac/"


def test_a_page_that_was_asked_for_comes_first(client, demo_partner):
    answer = client.post(
        "/dang-nhap/minh-hoa/", {"username": demo_partner.username, "next": "/doi-tac/danh-sach/"}
    )

    assert answer["Location"] == "/doi-tac/danh-sach/"


def test_name_and_password_lead_there_too(client, demo_partner):
    from django.contrib.auth import get_user_model

    person = get_user_model().objects.get(pk=demo_partner.staff_id)
    person.set_password("mot mat khau dai")
    person.save()

    answer = client.post("/dang-nhap/", {"login": person.username, "password": "mot mat khau dai"})

    assert answer["Location"] == "/doi-tac/"


def test_whoever_also_works_for_the_company_arrives_at_the_desk(actors):
    from donghanh.apps.organisation import operations, queries
    from donghanh.faces.signin.arrival import arrival_of

    both = actors.partner_officer(MY_HUNG)
    operations.grant_role(
        actor=actors.console, username=both.username, role="crew", unit_code="PA01ND", commune_code=None,
        from_on=PRODUCT_DAY, at=actors.at,
    )  # fmt: skip

    assert arrival_of(both) == "/doi-tac/"
    assert arrival_of(queries.actor_named(username=both.username, on=PRODUCT_DAY)) == "/ban/"
    assert arrival_of(None) == "/ban/"
