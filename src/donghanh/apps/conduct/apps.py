"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "donghanh.apps.conduct"
    label = "conduct"
