"""What requests tell a customer as a message, by e-mail or SMS, and what conduct tells staff by e-mail."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings

from donghanh.apps.conduct.ports import StaffTelling
from donghanh.apps.notices.operations import queue_message
from donghanh.apps.notices.values import EMAIL, NO_CHANNEL, SMS, Address
from donghanh.apps.requests import ports as requests

SUBJECTS = {
    "receipt": "Đã nhận yêu cầu {case}",
    "question": "Yêu cầu {case}: cần Quý khách bổ sung",
    "answer": "Trả lời yêu cầu {case}",
    "apology": "Xin lỗi vì chậm hạn yêu cầu {case}",
    "incident": "Sự việc liên quan đến yêu cầu {case}",
    "reopened": "Đã mở lại yêu cầu {case}",
    "rating": "Mời Quý khách đánh giá việc giải quyết yêu cầu {case}",
}
OTHER = "Thông báo về yêu cầu {case}"
URGENT = {("receipt", "fault"): "fault_receipt"}
"""What is sent by night too: who is in the dark wants to know that the report arrived."""
RATING = (
    "Quý khách vừa được trả lời yêu cầu {case}. Mời Quý khách đánh giá tại {link} (một câu hỏi, không cần "
    "đăng nhập). Trân trọng cảm ơn."
)

STAFF_WORDS = {
    "inspection_planned": "Kiểm tra tác phong {about} vào ngày {due}",
    "finding_raised": "Ý kiến về tác phong {about}: mời anh/chị giải trình trước ngày {due}",
    "finding_upheld": "Thiếu sót {about}: đề nghị khắc phục trước ngày {due}",
    "reply_overdue": "Quá hạn giải trình {about} (hạn {due})",
    "correction_overdue": "Quá hạn khắc phục {about} (hạn {due})",
}
CONDUCT = "conduct:staff"
STAFF_SUBJECT = "Có việc về tác phong chờ anh/chị"
STAFF_TEXT = "{words}.\nAnh/chị xem tại mục Tác phong, phần Chờ tôi, trên trang nội bộ."


def tell(telling: requests.Telling) -> None:
    """Queue the words; a customer without any address makes a message that failed, for the case's page."""
    queue_message(
        to=address_of(phone=telling.phone, email=telling.email), text=telling.text,
        kind=URGENT.get((telling.kind, telling.group), telling.kind),
        subject=_subject(telling.kind, telling.case), about=f"request:{telling.case}",
        key=_key(telling), now=telling.at, unit_code=telling.unit_code, hidden=telling.hidden,
    )  # fmt: skip


def tell_staff(telling: StaffTelling) -> None:
    """
    Queue words for one of the staff, where an e-mail is known; the desk shows what waits all the same.

    Who looks after messages may not see conduct: what is said is covered for everybody but the addressee.
    """
    if not telling.email:
        return
    words = STAFF_WORDS[telling.kind].format(about=telling.about, due=f"{telling.due:%d/%m/%Y}")
    queue_message(
        to=Address(EMAIL, telling.email), kind="inspection", text=STAFF_TEXT.format(words=words),
        subject=STAFF_SUBJECT, about=CONDUCT, hidden=(words,), now=telling.at,
        key=f"conduct:{telling.about}:{telling.kind}:{telling.username}:{telling.due}",
    )  # fmt: skip


def invited_by_message(
    *, invite: Callable[[requests.RatingWanted], str]
) -> Callable[[requests.RatingWanted], str]:
    """
    Invite, and send the address of the rating's page to who is not there to be shown it.

    Without a known address of the site there is nothing to send; the token goes back to whoever asked.
    """

    def invited(wanted: requests.RatingWanted) -> str:
        token = invite(wanted)
        to = address_of(phone=wanted.phone, email=wanted.email)
        if token and not wanted.is_there and settings.SITE_ADDRESS and to.channel != NO_CHANNEL:
            _send_invitation(wanted, to, token)
        return token

    return invited


def address_of(*, phone: str, email: str) -> Address:
    """
    By e-mail where it is known: it costs nothing and holds every word.

    >>> address_of(phone="0912345678", email="").channel
    'sms'
    """
    if email:
        return Address(EMAIL, email)
    return Address(SMS, phone) if phone else Address(NO_CHANNEL, "")


def _send_invitation(wanted: requests.RatingWanted, to: Address, token: str) -> None:
    code = wanted.contact_code
    link = f"{settings.SITE_ADDRESS}/danh-gia/{token}/"
    queue_message(
        to=to, kind="rating", text=RATING.format(case=code, link=link), subject=_subject("rating", code),
        about=f"{wanted.contact_kind}:{code}",
        key=f"rating:{wanted.contact_kind}:{code}:{wanted.at.isoformat()}", now=wanted.at,
        unit_code=wanted.unit_code, hidden=(token,),
    )  # fmt: skip


def _subject(kind: str, case: str) -> str:
    return SUBJECTS.get(kind, OTHER).format(case=case)


def _key(telling: requests.Telling) -> str:
    said = hashlib.sha256(f"{telling.at.isoformat()}\x00{telling.text}".encode()).hexdigest()
    return f"request:{telling.case}:{telling.kind}:{said[:24]}"
