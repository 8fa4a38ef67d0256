"""Addresses of the works' pages on the desk."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.works import correcting, days, lists, one_order, paper
from donghanh.faces.desk.works.standing import INSIDE
from donghanh.faces.signin import navigation

urlpatterns = [
    path("cong-viec/", lists.visits, name="desk-works"),
    path("cong-viec/lenh/", lists.orders, name="desk-work-orders"),
    path("cong-viec/ngay/", days.day, name="desk-work-day"),
    path("cong-viec/suat/<str:reference>/", lists.of_benefit, name="desk-work-of"),
    path("cong-viec/suat/<str:reference>/dia-chi/", correcting.correct, name="desk-work-correct"),
    path("cong-viec/<str:reference>/", one_order.order, name="desk-work-order"),
    path("cong-viec/<str:reference>/hien/", one_order.reveal, name="desk-work-reveal"),
    path("cong-viec/<str:reference>/bien-ban.pdf", paper.paper, name="desk-work-paper"),
]

navigation.enter(name="desk-works", label=_("Công việc"), position=10, section=navigation.DOING, roles=INSIDE)
