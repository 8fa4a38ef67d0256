"""The portal's addresses: what anybody may open without signing in."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from donghanh.faces.portal import (
    app_manifest,
    bill,
    confirmation,
    deadlines,
    draws,
    home,
    invoice,
    meter_photo,
    rating,
    report_check,
    reports,
    services,
    stories,
)
from donghanh.faces.portal.requests import urls as requests
from donghanh.faces.portal.signing import urls as signing

REPORT = "bao-cao/<slug:campaign>/<int:number>/"
ONE = "boc-tham/<slug:campaign>/<slug:activity>/<int:number>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="portal-home"),
    path("tinh-hoa-don/", bill.bill, name="portal-bill"),
    path("tinh-hoa-don/gia.json", bill.prices, name="portal-bill-prices"),
    path("boc-tham/", draws.draws, name="portal-draws"),
    path("boc-tham/kiem-tra/", draws.verify, name="portal-verify"),
    path("bao-cao/", reports.reports, name="portal-reports"),
    path("bao-cao/kiem-tra/", report_check.check, name="portal-report-check"),
    path(REPORT, reports.report, name="portal-report"),
    path(f"{REPORT}bao-cao-da-ky.pdf", reports.signed_file, name="portal-report-file"),
    path(f"{REPORT}anh/<int:picture>", reports.picture, name="portal-report-picture"),
    path(ONE, draws.draw, name="portal-draw"),
    path(f"{ONE}kiem-tra/", draws.verify, name="portal-draw-verify"),
    path(f"{ONE}bien-nhan.json", draws.receipt, name="portal-draw-receipt"),
    path(f"{ONE}chung-minh.json", draws.proof, name="portal-draw-proof"),
    path(f"{ONE}danh-sach.txt", draws.published_list, name="portal-draw-list"),
    *app_manifest.urlpatterns,
    *confirmation.urlpatterns,
    *stories.urlpatterns,
    *meter_photo.urlpatterns,
    *invoice.urlpatterns,
    *requests.urlpatterns,
    *signing.urlpatterns,
    *services.urlpatterns,
    *deadlines.urlpatterns,
    *rating.urlpatterns,
]
