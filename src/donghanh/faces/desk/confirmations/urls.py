"""Addresses of the rounds, the cases and the stories, below /ban/xac-nhan/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.apps.programmes.confirmation_permissions import SEERS
from donghanh.faces.desk.confirmations import asking, cases, rounds, stories
from donghanh.faces.signin import navigation

urlpatterns = [
    path("xac-nhan/", rounds.rounds, name="desk-confirm-rounds"),
    path("xac-nhan/rut-mau", rounds.draw, name="desk-confirm-draw"),
    path("xac-nhan/cua-don-vi/", cases.of_unit, name="desk-confirm-of-unit"),
    path("xac-nhan/viec/", cases.cases, name="desk-confirm-cases"),
    path("xac-nhan/viec/<int:case>/", cases.case, name="desk-confirm-case"),
    path("xac-nhan/chuyen-ke/", stories.stories, name="desk-confirm-stories"),
    path("xac-nhan/chuyen-ke/bat-dau", stories.draft, name="desk-confirm-draft"),
    path("xac-nhan/chuyen-ke/<int:number>/", stories.story, name="desk-confirm-story"),
    path("xac-nhan/dong-y/<str:consent>/rut/", stories.withdraw, name="desk-confirm-withdraw"),
    path("xac-nhan/<int:number>/", rounds.one_round, name="desk-confirm-round"),
    path("xac-nhan/<int:number>/phieu", asking.slips, name="desk-confirm-slips"),
    path("xac-nhan/<int:number>/buoc/<slug:move>/", rounds.step, name="desk-confirm-step"),
    path("xac-nhan/<int:number>/hoi/<str:reference>/", asking.ask, name="desk-confirm-ask"),
    path("xac-nhan/<int:number>/dong-y/<str:reference>/", asking.consent, name="desk-confirm-consent"),
]
navigation.enter(
    name="desk-confirm-rounds",
    label=_("Hỏi người nhận"),
    position=10,
    section=navigation.LISTENING,
    roles=SEERS,
)
navigation.enter(
    name="desk-confirm-of-unit",
    label=_("Ý kiến người nhận"),
    position=20,
    section=navigation.LISTENING,
    roles=("unit_head", "unit_officer"),
)
navigation.enter(
    name="desk-confirm-cases", label=_("Việc cần xử lý"), position=30, section=navigation.LISTENING,
    roles=(*SEERS, "unit_head", "unit_officer"),
)  # fmt: skip
navigation.enter(
    name="desk-confirm-stories",
    label=_("Đồng ý và chuyện kể"),
    position=40,
    section=navigation.LISTENING,
    roles=SEERS,
)
