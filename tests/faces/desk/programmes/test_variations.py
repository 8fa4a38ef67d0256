"""A unit's own way: stated on a page by its head, within limits, seen on the activity's page."""

from __future__ import annotations

ADDRESS = "/ban/hoat-dong/household-repairs/cach-lam/PA01XT/"
ACTIVITY = "/ban/hoat-dong/household-repairs/"


def stated(client, **more: object):
    return client.post(
        ADDRESS, {"days_later": 7, "way": "at_place", "why": "Xóm ngập sau mưa", **more}, follow=True
    )


def test_a_unit_head_states_the_own_way_and_the_activity_shows_it(house, sign_in):
    client = sign_in(house.actors.unit_head("PA01XT"))

    answer = stated(client)

    assert answer.redirect_chain[0][0].startswith(ACTIVITY)
    assert "Xóm ngập sau mưa" in answer.content.decode()


def test_beyond_the_limits_the_page_says_who_may(house, sign_in):
    answer = stated(sign_in(house.actors.unit_head("PA01XT")), days_later=30)

    assert "nhiều nhất 14 ngày" in answer.content.decode()
    assert "Phòng Kinh doanh" in answer.content.decode()


def test_a_way_that_is_not_offered_and_no_reason_are_named_at_their_fields(house, sign_in):
    answer = stated(sign_in(house.actors.unit_head("PA01XT")), way="by_drone", why="")

    assert set(answer.context["form"].errors) == {"way", "why"}


def test_others_do_not_find_the_page(house, sign_in):
    for actor in (
        house.actors.unit_head("PA01ND"),
        house.actors.unit_officer("PA01XT"),
        house.actors.auditor,
    ):
        assert sign_in(actor).get(ADDRESS).status_code == 404


def test_the_activity_offers_the_link_to_those_who_may(house, sign_in):
    head = sign_in(house.actors.unit_head("PA01XT")).get(ACTIVITY).content.decode()
    officer = sign_in(house.actors.unit_officer("PA01XT")).get(ACTIVITY).content.decode()

    assert ADDRESS in head
    assert ADDRESS not in officer
