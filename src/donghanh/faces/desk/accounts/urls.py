"""Addresses of the accounts' pages, below /ban/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.accounts import customers, debts, mending, refunds, words
from donghanh.faces.desk.accounts.standing import ROLES
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.signin import navigation
from donghanh.faces.signin import refusals as signin

urlpatterns = [
    path("cong-no/", debts.ageing, name="desk-accounts"),
    path("cong-no/con-no/", debts.debtors, name="desk-accounts-debtors"),
    path("cong-no/tien-thua/", refunds.credits_page, name="desk-accounts-credits"),
    path("cong-no/hoan-tien/<int:number>/", refunds.refund, name="desk-accounts-refund"),
    path("cong-no/khach-hang/<slug:code>/", customers.statement, name="desk-accounts-statement"),
    path("cong-no/khach-hang/<slug:code>/ghi-tien/", customers.pay, name="desk-accounts-pay"),
    path("cong-no/khach-hang/<slug:code>/can-tru/", mending.use_credit, name="desk-accounts-use-credit"),
    path(
        "cong-no/khach-hang/<slug:code>/ghi-dao/<int:entry>/",
        mending.take_back,
        name="desk-accounts-take-back",
    ),
    path("cong-no/tien-thua/can-tru/", mending.use_credits, name="desk-accounts-use-credits"),
    path("cong-no/khach-hang/<slug:code>/hoan-tien/", customers.ask_refund, name="desk-accounts-ask-refund"),
]
navigation.enter(
    name="desk-accounts", label=_("Công nợ"), position=30, section=navigation.PEOPLE, roles=ROLES
)
refusals.SENTENCES.update({**words.SENTENCES, **refusals.SENTENCES})
signin.tell(asked_for_it_himself=words.SENTENCES["asked_for_it_himself"])
