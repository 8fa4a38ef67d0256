"""The cards of the demo: one click in a demo, no such address anywhere else."""

import pytest

from donghanh.apps.organisation.permissions import ROLES

pytestmark = pytest.mark.django_db


def test_in_a_demo_the_sign_in_page_shows_a_card_for_every_role(client, demo):
    page = client.get("/dang-nhap/").content.decode()

    for name in ("giamdoc", "kinhdoanh", "vanphong", "kiemtoan", "truong.pa01xt", "nhanvien.pa01nd"):
        assert f'value="{name}"' in page
    assert "Điện lực Xuân Trường" in page
    assert "Xã Mỹ Hưng" in page


def test_one_click_signs_in(client, demo):
    answer = client.post("/dang-nhap/minh-hoa/", {"username": "truong.pa01xt"})

    assert answer["Location"] == "/ban/"
    assert "_auth_user_id" in client.session


def test_a_card_leads_back_to_the_page_that_was_asked_for_but_not_to_another_site(client, demo):
    there = client.post("/dang-nhap/minh-hoa/", {"username": "giamdoc", "next": "/ban/to-chuc/"})
    elsewhere = client.post("/dang-nhap/minh-hoa/", {"username": "giamdoc", "next": "https://example.org/"})

    assert there["Location"] == "/ban/to-chuc/"
    assert elsewhere["Location"] == "/ban/"


def test_outside_a_demo_there_are_no_cards_and_no_such_address(client, demo):
    demo.DEMO = False

    page = client.get("/dang-nhap/").content.decode()
    answer = client.post("/dang-nhap/minh-hoa/", {"username": "giamdoc"})

    assert "giamdoc" not in page
    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_card_needs_the_token_of_its_form(demo):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/dang-nhap/minh-hoa/", {"username": "giamdoc"}).status_code == 403


def test_a_card_signs_in_people_of_the_demo_alone(client, demo, officer):
    answer = client.post("/dang-nhap/minh-hoa/", {"username": officer.username})

    assert answer.status_code == 404


def test_asking_with_a_link_does_not_sign_in(client, demo):
    assert client.get("/dang-nhap/minh-hoa/?username=giamdoc").status_code == 405


def test_every_role_has_a_name_and_says_what_it_can_do():
    from donghanh.faces.signin import roles

    assert set(roles.NAMES) == set(roles.CAN_DO) == set(ROLES)


def test_the_walk_stands_first_in_its_order_and_everybody_else_below(client, demo):
    context = client.get("/dang-nhap/").context

    first = [card.username.split(".")[0] for card in context["first_cards"]]
    assert first == ["giamdoc", "kinhdoanh", "vanphong", "truong", "truong", "mattran", "mattran", "kiemtoan"]
    assert [card.place for card in context["first_cards"]][3:5] == [
        "Điện lực Thành phố Nam Định",
        "Điện lực Xuân Trường",
    ]
    assert "nhanvien.pa01nd" in {card.username for card in context["other_cards"]}
    assert {card.username for card in context["other_cards"]}.isdisjoint(first)


def test_every_role_has_an_icon_that_can_be_drawn():
    from donghanh.faces.design.icons import STROKES
    from donghanh.faces.signin import roles

    assert set(roles.ICONS) == set(ROLES)
    assert set(roles.ICONS.values()) <= set(STROKES)
