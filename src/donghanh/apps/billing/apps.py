"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "donghanh.apps.billing"
    label = "billing"
