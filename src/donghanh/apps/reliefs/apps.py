"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class ReliefsConfig(AppConfig):
    name = "donghanh.apps.reliefs"
    label = "reliefs"
