"""The API's address: `/api/v1/`, its OpenAPI document at `/api/v1/openapi.json`."""

from __future__ import annotations

from django.urls import path, re_path

from donghanh.faces.api import customers, evidence, files, organisation
from donghanh.faces.api.house import api, nothing_here
from donghanh.faces.api.programmes import benefits, deciding, drawing, draws, lists, plan, reports, suspicions

ROUTERS = (
    plan.router,
    benefits.router,
    lists.router,
    deciding.router,
    drawing.router,
    draws.router,
    draws.public,
    reports.router,
    suspicions.router,
    customers.router,
    organisation.router,
    evidence.router,
)
for router in ROUTERS:
    api.add_router("", router)

urlpatterns = [
    path("v1/files/<int:number>", files.evidence_file, name="evidence-file"),
    path("v1/", api.urls),
    re_path(r"^v1/.*$", nothing_here),
]
