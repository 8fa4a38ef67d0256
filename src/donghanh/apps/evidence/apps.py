"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "donghanh.apps.evidence"
    label = "evidence"
