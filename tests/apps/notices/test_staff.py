"""Staff are told of conduct by e-mail; whoever looks after messages reads that, but not of what."""

from __future__ import annotations

from datetime import date

import pytest

from donghanh.apps.conduct.ports import StaffTelling, tell_staff
from donghanh.apps.notices import ports
from donghanh.apps.notices.models import Message

pytestmark = pytest.mark.django_db


def telling(post, email: str) -> StaffTelling:
    return StaffTelling("an", email, "finding_raised", "PH-21-00001", date(2021, 12, 24), post.now)


def test_the_addressee_alone_reads_which_finding_waits(post):
    tell_staff(telling=telling(post, "an@example.vn"))
    tell_staff(telling=telling(post, "an@example.vn"))

    shown = Message.objects.get()
    ports.plug_channel(channel="email", send=post.sms)
    post.send()

    (letter,) = post.sms.given
    assert "PH-21-00001" in letter.text
    assert "24/12/2021" in letter.text
    assert "PH-21" not in f"{shown.subject} {shown.text} {shown.about}"
    assert post.story(shown.code, actor=post.actors.business).row.to != "an@example.vn"


def test_who_has_no_address_is_sent_nothing(post):
    tell_staff(telling=telling(post, ""))

    assert not Message.objects.exists()
