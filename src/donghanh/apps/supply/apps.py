"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class SupplyConfig(AppConfig):
    name = "donghanh.apps.supply"
    label = "supply"
