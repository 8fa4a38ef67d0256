"""Addresses of the messages on the desk, below /ban/tin-nhan/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.notices import lists, one
from donghanh.faces.desk.notices.standing import INSIDE
from donghanh.faces.signin import navigation
from donghanh.faces.signin import refusals as signin

urlpatterns = [
    path("tin-nhan/", lists.messages, name="desk-messages"),
    path("tin-nhan/hop-thu-mau/", lists.outbox, name="desk-outbox"),
    path("tin-nhan/<str:code>/", one.message, name="desk-message"),
    path("tin-nhan/<str:code>/hien/", one.reveal, name="desk-message-reveal"),
    path("tin-nhan/<str:code>/thoi/", one.give_up, name="desk-message-give-up"),
    path("tin-nhan/<str:code>/gui-lai/", one.again, name="desk-message-again"),
]
navigation.enter(
    name="desk-messages", label=_("Tin nhắn cho khách hàng"), position=6, section=navigation.REQUESTS,
    roles=INSIDE,
)  # fmt: skip
signin.tell(messages_out_of_sight=_("Vai trò của anh/chị không xem tin nhắn cho khách hàng."))
