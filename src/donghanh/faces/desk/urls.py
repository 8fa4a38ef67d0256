"""The desk's addresses: each subject lists its own pages in `faces/desk/<subject>/urls.py` or `<subject>.py`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
