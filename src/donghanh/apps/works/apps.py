"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class WorksConfig(AppConfig):
    name = "donghanh.apps.works"
    label = "works"
