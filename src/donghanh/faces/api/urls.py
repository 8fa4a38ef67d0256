"""The API's address: `/api/v1/`, its OpenAPI document at `/api/v1/openapi.json`."""

from __future__ import annotations

from django.urls import path

from donghanh.faces.api.house import api
from donghanh.faces.api.programmes import router

api.add_router("", router)

urlpatterns = [path("v1/", api.urls)]
