"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "donghanh.apps.customers"
    label = "customers"
