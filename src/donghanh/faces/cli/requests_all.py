"""All commands of `donghanh requests` under one name."""

from donghanh.faces.cli import requests_figures, requests_intake  # noqa: F401 - they add to the group
from donghanh.faces.cli.requests import requests

__all__ = ["requests"]
