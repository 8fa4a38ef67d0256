"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class TariffsConfig(AppConfig):
    name = "donghanh.apps.tariffs"
    label = "tariffs"
