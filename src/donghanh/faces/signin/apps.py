"""Makes the face's templates and static files known to Django."""

from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "donghanh.faces.signin"
    label = "faces_signin"
