"""Makes the face's templates and static files known to Django."""

from django.apps import AppConfig


class PartnerConfig(AppConfig):
    name = "donghanh.faces.partner"
    label = "faces_partner"
