"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class ThrottlingConfig(AppConfig):
    name = "donghanh.apps.throttling"
    label = "throttling"
