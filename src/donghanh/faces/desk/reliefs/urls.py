"""Addresses of the reductions' pages, below /ban/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.reliefs import facts, proving, rounds, words
from donghanh.faces.desk.reliefs.standing import SEERS
from donghanh.faces.signin import navigation
from donghanh.faces.signin import refusals as signin

urlpatterns = [
    path("giam-gia/", rounds.rounds, name="desk-reliefs"),
    path("giam-gia/vi-sao/", rounds.why, name="desk-relief-why"),
    path("giam-gia/lenh/", facts.orders, name="desk-relief-orders"),
    path("giam-gia/lenh/moi/", facts.enter_order, name="desk-relief-enter-order"),
    path("giam-gia/noi/", facts.uses, name="desk-relief-uses"),
    path("giam-gia/noi/moi/", facts.enter_use, name="desk-relief-enter-use"),
    path("giam-gia/noi/tep/", facts.import_uses, name="desk-relief-import"),
    path("giam-gia/can-cu/<int:number>/", facts.fact, name="desk-relief-fact"),
    path("giam-gia/chung-nhan/", proving.certificate, name="desk-relief-certificate"),
    path("giam-gia/tinh-lai/", proving.rerate, name="desk-relief-rerate"),
]
navigation.enter(
    name="desk-reliefs", label=_("Giảm giá điện"), position=30, section=navigation.PEOPLE, roles=SEERS
)
refusals.SENTENCES.update({**words.SENTENCES, **refusals.SENTENCES})
signin.tell(relief_entered_it=words.SENTENCES["relief_entered_it"])
