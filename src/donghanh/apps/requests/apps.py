"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "donghanh.apps.requests"
    label = "requests"
