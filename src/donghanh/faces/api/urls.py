"""The API's address: `/api/v1/`, its OpenAPI document at `/api/v1/openapi.json`."""

from __future__ import annotations

from django.urls import path, re_path

from donghanh.faces.api import (
    accounts,
    billing,
    conduct,
    customers,
    deadlines,
    evidence,
    files,
    notices,
    organisation,
    readings,
    reliefs,
    requests,
    requests_differences,
    requests_files,
    requests_open,
    services,
    signatures,
    stock,
    supply,
    tariff,
    tariffs,
    works,
)
from donghanh.faces.api.house import api, nothing_here
from donghanh.faces.api.programmes import (
    benefits,
    confirmations,
    costs,
    deciding,
    drawing,
    draws,
    goods,
    leads,
    lists,
    nomination_files,
    plan,
    reports,
    stories,
    suspicions,
)

ROUTERS = (
    plan.router,
    benefits.router,
    lists.router,
    nomination_files.router,
    deciding.router,
    drawing.router,
    draws.router,
    draws.public,
    reports.router,
    costs.router,
    costs.public,
    confirmations.router,
    stories.router,
    stories.public,
    suspicions.router,
    customers.router,
    organisation.router,
    evidence.router,
    leads.router,
    works.router,
    conduct.router,
    accounts.router,
    stock.router,
    readings.router,
    reliefs.router,
    billing.router,
    billing.public,
    tariffs.router,
    goods.router,
    tariff.public,
    requests.router,
    requests_differences.router,
    supply.router,
    signatures.router,
    notices.router,
    notices.public,
    requests_open.public,
    requests_files.public,
    requests_open.partners,
    services.public,
    deadlines.public,
)
for router in ROUTERS:
    api.add_router("", router)

urlpatterns = [
    path("v1/files/<int:number>", files.evidence_file, name="evidence-file"),
    path("v1/", api.urls),
    re_path(r"^v1/.*$", nothing_here),
]
