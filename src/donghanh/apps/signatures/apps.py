"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "donghanh.apps.signatures"
    label = "signatures"
