"""Addresses of the programmes' pages, below /ban/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.programmes import (
    activities,
    approving,
    benefits,
    board,
    bulk,
    campaigns,
    costs,
    draws,
    lists,
    moving,
    nominations,
    one_benefit,
    proofs,
    refusals,
    reports,
    selections,
    shares,
    signing,
    suspicions,
    variations,
)
from donghanh.faces.signin import navigation
from donghanh.faces.signin import refusals as signin

urlpatterns = [
    path("", board.board, name="desk-board"),
    path("xuat", board.board_export, name="desk-board-export"),
    path("hoat-dong/<slug:code>/", activities.activity, name="desk-activity"),
    path("hoat-dong/<slug:code>/chi-tieu/<slug:unit_code>/", shares.share, name="desk-share"),
    path("hoat-dong/<slug:code>/cach-lam/<slug:unit_code>/", variations.vary, name="desk-vary"),
    path("danh-sach/", benefits.benefits, name="desk-benefits"),
    path("danh-sach/xuat", benefits.benefits_export, name="desk-benefits-export"),
    path("danh-sach/hang-loat/", bulk.bulk, name="desk-bulk"),
    path("loi-hua/<str:reference>/", one_benefit.benefit, name="desk-benefit"),
    path("loi-hua/<str:reference>/hien", one_benefit.reveal, name="desk-benefit-reveal"),
    path("loi-hua/<str:reference>/giay-to/", proofs.attach, name="desk-proof-attach"),
    path("loi-hua/<str:reference>/giay-to/<int:number>/rut/", proofs.take_back, name="desk-proof-back"),
    path("loi-hua/<str:reference>/<slug:move>/", moving.move, name="desk-move"),
    path("de-cu/", nominations.nominate, name="desk-nominate"),
    path("danh-sach-duyet/", lists.lists, name="desk-lists"),
    path("danh-sach-duyet/duyet/", approving.approve, name="desk-approve"),
    path("danh-sach-duyet/<slug:code>/<int:number>/", lists.one_list, name="desk-list"),
    path("danh-sach-duyet/<slug:code>/<int:number>/xuat", lists.one_list_export, name="desk-list-export"),
    *selections.urlpatterns,
    *draws.urlpatterns,
    *campaigns.urlpatterns,
    *signing.urlpatterns,
    *reports.urlpatterns,
    *costs.urlpatterns,
    *suspicions.urlpatterns,
]
navigation.enter(name="desk-board", label=_("Bảng theo dõi"), position=10, section=navigation.MONTHS)
navigation.enter(name="desk-benefits", label=_("Suất hỗ trợ"), position=20, section=navigation.MONTHS)
navigation.enter(name="desk-suspicions", label=_("Nghi trùng"), position=40, section=navigation.MONTHS)
navigation.enter(name="desk-lists", label=_("Danh sách đã duyệt"), position=50, section=navigation.MONTHS)
navigation.enter(name="desk-draws", label=_("Các lần bốc thăm"), position=60, section=navigation.MONTHS)
navigation.enter(name="desk-campaigns", label=_("Các chương trình"), position=90, section=navigation.MONTHS)
signin.tell(
    benefit_out_of_sight=refusals.SENTENCES["benefit_out_of_sight"],
    needs_a_person=refusals.SENTENCES["needs_a_person"],
)
