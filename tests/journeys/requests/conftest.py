"""The desk of the requests, on a moving clock."""

from tests.apps.requests.conftest import desk

__all__ = ["desk"]
