"""Makes the face's templates and static files known to Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "donghanh.faces.portal"
    label = "faces_portal"
