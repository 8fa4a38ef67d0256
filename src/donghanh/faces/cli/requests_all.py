"""All commands of `donghanh requests` under one name."""

from donghanh.faces.cli import (  # noqa: F401 - they add to the group
    requests_differences,
    requests_figures,
    requests_intake,
)
from donghanh.faces.cli.requests import requests

__all__ = ["requests"]
