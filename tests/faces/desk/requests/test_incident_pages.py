"""Incidents on the desk: a person decides that reports are one thing, and everybody is told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donghanh.apps.requests.models import Answer, Incident, IncidentMember

pytestmark = pytest.mark.django_db
JOIN = "/ban/su-viec/gop/"


@pytest.fixture
def pair(desk) -> tuple[str, str]:
    """Two reports of one telephone within an hour."""
    first = desk.open("FAULT_RESTORE", phone="0912345678").code
    desk.later(minutes=20)
    return first, desk.open("FAULT_RESTORE", phone="0912345678").code


def test_a_person_makes_two_reports_one_incident_and_everybody_is_told(desk, pair, as_clerk, seen):
    made = as_clerk.post(JOIN, {"ma": pair, "ten": "Mất điện xóm 5"}, follow=True)
    name = Incident.objects.get().code
    words = {"text": "Đã đóng điện lại lúc 10 giờ.", "viec": "ket-thuc"}
    looked = as_clerk.post(f"/ban/su-viec/{name}/", words)
    digest = looked.context["form"]["digest"].value()
    told_before = Answer.objects.count()
    done = as_clerk.post(f"/ban/su-viec/{name}/", {**words, "digest": digest, "gui": "1"}, follow=True)

    assert "Mất điện xóm 5" in seen(made)
    assert "Sẽ báo 2 người" in seen(looked)
    assert told_before == 0
    assert "Đã báo 2 người" in seen(done)
    assert set(Answer.objects.values_list("case__code", flat=True)) == set(pair)


def test_nobody_is_told_other_words_than_those_that_were_seen(desk, pair, as_clerk, seen):
    as_clerk.post(JOIN, {"ma": pair, "ten": "Mất điện xóm 5"})
    page = f"/ban/su-viec/{Incident.objects.get().code}/"
    digest = as_clerk.post(page, {"text": "Đang sửa.", "viec": "bao"}).context["form"]["digest"].value()

    answer = as_clerk.post(page, {"text": "Đã xong.", "viec": "bao", "digest": digest, "gui": "1"})

    assert answer.status_code == 409
    assert "Hãy xem lại rồi gửi" in seen(answer)
    assert Answer.objects.count() == 0


def test_two_clicks_on_one_preview_tell_everybody_once(desk, pair, as_clerk, seen):
    as_clerk.post(JOIN, {"ma": pair, "ten": "Mất điện xóm 5"})
    page = f"/ban/su-viec/{Incident.objects.get().code}/"
    words = {"text": "Đang sửa.", "viec": "bao"}
    digest = as_clerk.post(page, words).context["form"]["digest"].value()

    first, second = (as_clerk.post(page, {**words, "digest": digest, "gui": "1"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 409)
    assert Answer.objects.count() == len(pair)


def test_the_preview_covers_telephones_and_names_who_cannot_be_reached(desk, pair, as_clerk, seen):
    as_clerk.post(JOIN, {"ma": pair, "ten": "Mất điện xóm 5"})
    page = f"/ban/su-viec/{Incident.objects.get().code}/"

    looked = seen(as_clerk.post(page, {"text": "Đang sửa.", "viec": "bao"}))

    assert "0912•••678" in looked
    assert "0912345678" not in looked


def test_nothing_is_joined_by_itself(desk, pair, as_clerk):
    as_clerk.get("/ban/su-viec/")

    assert IncidentMember.objects.count() == 0


def test_a_second_click_does_not_make_a_second_incident(desk, pair, as_clerk, seen):
    as_clerk.post(JOIN, {"ma": pair, "ten": "Mất điện xóm 5"})

    again = as_clerk.post(JOIN, {"ma": pair, "ten": "Mất điện xóm 5"}, follow=True)

    assert Incident.objects.count() == 1
    assert "đã thuộc một sự việc" in seen(again)


def test_an_incident_needs_a_name_and_cases_of_one_unit(desk, pair, as_clerk, sign_in, seen):
    far = desk.open("FAULT_RESTORE", unit_code="PA01XT", actor=desk.actors.office).code

    nameless = seen(as_clerk.post(JOIN, {"ma": pair, "ten": "  "}, follow=True))
    mixed = seen(sign_in(desk.actors.office).post(JOIN, {"ma": [pair[0], far], "ten": "X"}, follow=True))

    assert "đặt tên" in nameless
    assert "nhiều đơn vị" in mixed
    assert Incident.objects.count() == 0


def test_another_unit_sees_and_joins_nothing(desk, pair, as_clerk, as_stranger):
    as_clerk.post(JOIN, {"ma": pair, "ten": "Mất điện xóm 5"})
    name = Incident.objects.get().code

    assert name not in as_stranger.get("/ban/su-viec/?tinh-trang=all").content.decode()
    assert as_stranger.get(f"/ban/su-viec/{name}/").status_code == 404
    assert as_stranger.post(f"/ban/su-viec/{name}/", {"text": "x"}).status_code == 404
    assert as_stranger.post(JOIN, {"ma": pair[0], "su-viec": name}).status_code == 404


def test_joining_is_never_done_by_an_address(desk, as_clerk):
    assert as_clerk.get(JOIN).status_code == 405


def test_the_lists_keep_their_budgets(desk, pair, as_clerk):
    as_clerk.post(JOIN, {"ma": pair, "ten": "Mất điện xóm 5"})
    name = Incident.objects.get().code
    for address in ("/ban/su-viec/", f"/ban/su-viec/{name}/"):
        as_clerk.get(address)
        with CaptureQueriesContext(connection) as kept:
            as_clerk.get(address)
        assert len(kept) <= 18
