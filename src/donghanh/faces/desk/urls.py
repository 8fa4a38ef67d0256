"""The desk's addresses: each subject lists its own pages, in its package's `urls` or beside it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("donghanh.faces.desk.nomination_files.urls")),
    path("", include("donghanh.faces.desk.programmes.urls")),
    path("", include("donghanh.faces.desk.leads.urls")),
    path("", include("donghanh.faces.desk.stock.urls")),
    path("", include("donghanh.faces.desk.reliefs.urls")),
    path("", include("donghanh.faces.desk.organisation_urls")),
    path("", include("donghanh.faces.desk.customers.urls")),
    path("", include("donghanh.faces.desk.readings.urls")),
    path("", include("donghanh.faces.desk.accounts.urls")),
    path("", include("donghanh.faces.desk.billing.urls")),
    path("", include("donghanh.faces.desk.requests.urls")),
    path("", include("donghanh.faces.desk.notices.urls")),
    path("", include("donghanh.faces.desk.signatures.urls")),
    path("", include("donghanh.faces.desk.supply.urls")),
    path("", include("donghanh.faces.desk.works.urls")),
    path("", include("donghanh.faces.desk.tariffs.urls")),
    path("", include("donghanh.faces.desk.confirmations.urls")),
    path("", include("donghanh.faces.desk.conduct.urls")),
    path("", include("donghanh.faces.desk.guesses.urls")),
]
