"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "donghanh.apps.stock"
    label = "stock"
