"""
The verifier of draws as ONE file that anybody can keep and open from disk: scripts and style inlined.

The parts are the public page's own files, so that the page on the site and the kept one cannot differ.
"""

from __future__ import annotations

from importlib.resources import files

PARTS = files("donghanh") / "faces" / "portal" / "static" / "portal"
SCRIPTS = ("draw-hashes.js", "draw-proof.js", "draw-texts.js", "draw-verify.js")
WORDS = {
    "vi": {
        "TITLE": "Kiểm tra lần bốc thăm",
        "LEDE": "Trang này tính lại toàn bộ lần quay từ tệp chứng minh, ngay trên máy này, không cần mạng.",
        "NOSCRIPT": "Trang này cần JavaScript để tính lại.",
    },
    "en": {
        "TITLE": "Verify a draw",
        "LEDE": "This page repeats a whole draw from its proof file, on this computer, with no network.",
        "NOSCRIPT": "This page needs JavaScript to compute.",
    },
}


def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def build_verifier(*, language: str = "vi") -> str:
    """
    Write the page in a language ("vi" or "en").

    >>> "<script src" in build_verifier()
    False
    """
    page = _part("draw-verify-alone.html").replace("LANGUAGE", language)
    for place, words in WORDS[language].items():
        page = page.replace(place, words)
    scripts = "\n".join(f"<script>\n{_part(name)}</script>" for name in SCRIPTS)
    return page.replace("STYLE\n", _part("draw-verify.css")).replace("SCRIPTS\n", scripts + "\n")
