"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "donghanh.apps.notices"
    label = "notices"
