"""Makes the subject known to Django under its own word."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "donghanh.apps.organisation"
    label = "organisation"
