"""All commands of `donghanh requests`; those of the figures join the group of the cases."""

from donghanh.faces.cli import requests_figures as _figures
from donghanh.faces.cli.requests import requests

__all__ = ["_figures", "requests"]
