"""The crews' addresses, below /hien-truong/."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
