"""What is written when a customer is told something, and what is not."""

from __future__ import annotations

import pytest
from django.db import transaction


def test_the_same_key_is_the_first_message_and_queues_nothing(post):
    first = post.queue("Đã nhận yêu cầu", key="receipt:1")

    again = post.queue("Chữ khác", key="receipt:1")

    assert again == first
    assert post.send().accepted == 1


def test_an_act_that_is_undone_tells_nobody(post):
    with transaction.atomic():
        post.queue()
        transaction.set_rollback(True)

    assert post.send().accepted == 0


@pytest.mark.parametrize(
    ("channel", "to", "why"),
    [
        ("sms", "12345", "address-wrong"),
        ("sms", "0228 3649 900", "address-is-a-landline"),
        ("email", "khach@", "address-wrong"),
        ("email", "a@b.vn\nBcc: x@y.vn", "address-wrong"),
        ("none", "", "address-missing"),
        ("sms", "  ", "address-missing"),
    ],
)
def test_an_address_of_nobody_fails_at_once_and_says_why(post, channel, to, why):
    code = post.queue(to=to, channel=channel)

    row = post.story(code).row
    assert (row.state, row.why) == ("failed", why)
    assert post.send().accepted == 0


def test_an_sms_goes_out_without_accents_in_few_parts_and_a_letter_as_it_was_written(post):
    sms = post.queue("Kính gửi Quý khách,\nđã xong. " * 60)
    letter = post.queue("Kính gửi Quý khách,\nđã xong.", channel="email", to="khach@example.vn")

    told = post.story(sms)
    assert told.row.text.startswith("Kinh gui Quy khach, da xong. Kinh")
    assert told.row.text.endswith("...")
    assert told.parts == 3
    assert post.story(letter).row.text == "Kính gửi Quý khách,\nđã xong."


def test_hidden_words_reach_the_customer_and_nobody_else(post):
    code = post.queue("Mã theo dõi: ABCD-1234.", hidden=("ABCD-1234",))

    post.send()

    assert post.sms.given[0].text == "Ma theo doi: ABCD-1234."
    assert post.story(code).row.text == "Ma theo doi: •••."
    assert post.sending(code).words == ""


def test_a_one_time_code_is_kept_until_it_is_sent_and_shown_to_nobody(post, caplog):
    code = post.queue("Ma xac nhan: 482913", kind="code", is_secret=True)
    assert "482913" in post.sending(code).words
    assert "482913" not in str(post.story(code))

    post.sms.answers = [RuntimeError("482913")]
    post.send()

    assert post.state(code) == "uncertain"
    assert post.sending(code).words == ""
    assert "482913" not in caplog.text
    assert "482913" not in repr(post.sms.given[0])


def test_a_message_is_never_edited(post):
    from django.db.utils import ProgrammingError

    from donghanh.apps.notices.models import Message

    code = post.queue()

    with pytest.raises(ProgrammingError), transaction.atomic():
        Message.objects.filter(code=code).update(text="khác")
