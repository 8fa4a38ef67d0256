"""The feeds' addresses."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("open311/v2/", include("donghanh.faces.feeds.open311.urls"))]
