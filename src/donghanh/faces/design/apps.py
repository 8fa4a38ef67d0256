"""Makes the face's templates and static files known to Django."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "donghanh.faces.design"
    label = "faces_design"
