"""Makes the face's templates and static files known to Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "donghanh.faces.desk"
    label = "faces_desk"
