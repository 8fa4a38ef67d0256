"""Addresses of the goods' pages, below /ban/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.stock import adjusting, levels, moving, reckoning, recounting, sharing_out, words
from donghanh.faces.desk.stock.standing import KEEPERS
from donghanh.faces.signin import navigation
from donghanh.faces.signin import refusals as signin

urlpatterns = [
    path("kho/", levels.levels, name="desk-stock"),
    path("kho/so-kho/", levels.ledger, name="desk-stock-ledger"),
    path("kho/nhap/", moving.receive, name="desk-stock-receive"),
    path("kho/chuyen/", moving.transfer, name="desk-stock-transfer"),
    path("kho/chuyen/<int:number>/", moving.accept, name="desk-stock-accept"),
    path("kho/xuat/", moving.dispatch, name="desk-stock-dispatch"),
    path("kho/xuat-suat/", adjusting.dispatch_reserved, name="desk-stock-reserved"),
    path("kho/tra-lai/", adjusting.bring_back, name="desk-stock-return"),
    path("kho/thanh-ly/", adjusting.write_off, name="desk-stock-write-off"),
    path("kho/dinh-chinh/<int:number>/", adjusting.correct, name="desk-stock-correct"),
    path("kho/kiem-ke/", recounting.recounts, name="desk-stock-recounts"),
    path("kho/kiem-ke/moi/", recounting.count, name="desk-stock-count"),
    path("kho/kiem-ke/<int:number>/", recounting.decide, name="desk-stock-recount"),
    path("kho/can-doi/", reckoning.equation, name="desk-stock-equation"),
    path("kho/duong-di/", reckoning.custody, name="desk-stock-custody"),
    path("kho/chia-hang/<slug:code>/", sharing_out.share_out, name="desk-stock-share"),
]
navigation.enter(name="desk-stock", label=_("Kho"), position=30, section=navigation.DOING, roles=KEEPERS)
# What the stock refuses is told on the pages of promises as well.
refusals.SENTENCES.update({**words.SENTENCES, **refusals.SENTENCES})
signin.tell(
    warehouse_of_others=words.SENTENCES["warehouse_of_others"],
    counted_it_himself=words.SENTENCES["counted_it_himself"],
)
