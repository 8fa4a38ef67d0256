"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class MeteringConfig(AppConfig):
    name = "donghanh.apps.metering"
    label = "metering"
