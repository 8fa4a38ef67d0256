"""Acts on the keys of partner systems: make one, end one."""

from donghanh.apps.partners.operations.keys import CannotKeepKey, end_key, make_key

__all__ = ["CannotKeepKey", "end_key", "make_key"]
