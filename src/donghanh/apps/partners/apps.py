"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "donghanh.apps.partners"
    label = "partners"
