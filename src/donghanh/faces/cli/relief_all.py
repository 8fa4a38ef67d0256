"""All commands of `donghanh relief` under one name."""

from donghanh.faces.cli import relief_proofs  # noqa: F401 - it adds its commands to the group
from donghanh.faces.cli.relief import relief

__all__ = ["relief"]
