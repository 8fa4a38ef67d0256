"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "donghanh.apps.programmes"
    label = "programmes"
