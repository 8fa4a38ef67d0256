"""
Looks at a file that somebody handed in before the house keeps it: what it is, how large, under which name.

What a file is follows from its own bytes, never from its name or from what a browser says of it. Pictures are
written anew, so that nothing but the picture remains: no place where it was taken, no script behind it.
"""

from donghanh.adapters.uploads.inspecting import CannotKeepFile, Inspected, inspect_upload
from donghanh.adapters.uploads.names import neutral_name

__all__ = ["CannotKeepFile", "Inspected", "inspect_upload", "neutral_name"]
