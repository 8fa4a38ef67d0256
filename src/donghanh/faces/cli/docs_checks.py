"""
Whether the documents are true where a program can tell: links, named files, `make` words, the example.

Each check answers lines `file:line: what was found; what to do`, none when all is well. Only the repository
is looked at; addresses of the web are left alone.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FILE = re.compile(r"^[\w./-]+\.(?:py|yaml|toml|md|typ|html|css|js|lock|json)$")
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
EXAMPLE = re.compile(
    r"^```python\n(?P<code>.*?)^```\n+(?:[^`\n].*\n+)?^```text\n(?P<said>.*?)^```$", re.MULTILINE | re.DOTALL
)
# What an example of the engines may use: no Django, so no settings and no database either.
WITHOUT_DJANGO = "import sys; sys.modules['django'] = None\n"


def documents(*, root: Path) -> list[Path]:
    """The Markdown pages of the clone: those beside the README and all below docs."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def broken_links(*, root: Path) -> list[str]:
    """List relative links whose file, or whose heading in it, is not there."""
    return [
        f"{_place(root, page, text, link.start())}: the link {link[1]} leads nowhere; correct it."
        for page, text in _texts(root)
        for link in LINK.finditer(_without_fences(text))
        if "://" not in link[1] and not link[1].startswith("mailto:") and not _leads(page, link[1])
    ]


def files_not_there(*, root: Path) -> list[str]:
    """
    List files named between back-quotes that end no path of the repository.

    A how-to also names files that its reader is to write: by the whole path, in a folder that is there.
    """
    known = _known_paths(root)
    return [
        f"{_place(root, page, text, span.start())}: no file {span[1]}; correct the name."
        for page, text in _texts(root)
        for span in SPAN.finditer(_without_fences(text))
        if FILE.match(span[1])
        and not any(path.endswith("/" + span[1].lstrip("./")) for path in known)
        and not (page.parent.name == "how-to" and _may_be_written(root / span[1], root))
    ]


def make_words_not_there(*, root: Path) -> list[str]:
    """List `make` words, in code, that the Makefile does not have."""
    words = TARGET.findall((root / "Makefile").read_text(encoding="utf-8"))
    known = ", ".join(words)
    return [
        f"{_place(root, page, text, at)}: the Makefile has no `{word}`; name one of: {known}."
        for page, text in _texts(root)
        for at, word in _make_words(text)
        if word not in words
    ]


def example_gone_wrong(*, root: Path) -> list[str]:
    """Run the README's example, with Django out of reach, and compare what it prints with what it says."""
    readme = root / "README.md"
    found = example_in(readme.read_text(encoding="utf-8")) if readme.exists() else None
    if found is None:
        return ["README.md:1: no example; expected a python fence, then a text fence with what it prints."]
    code, said = found
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO + code], capture_output=True, text=True, check=False, cwd=root
    )
    if done.returncode or done.stdout != said:
        printed = (done.stdout + done.stderr).strip()
        return [f"README.md:1: the example does not print what it says, but: {printed}"]
    return []


def example_in(text: str) -> tuple[str, str] | None:
    """Find the first python fence that a text fence follows: the code, and what it says it prints."""
    found = EXAMPLE.search(text)
    return (found["code"], found["said"]) if found else None


def anchor_of(heading: str) -> str:
    """
    The anchor that a forge gives a heading.

    >>> anchor_of("A `make` word, and more")
    'a-make-word-and-more'
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _texts(root: Path) -> Iterator[tuple[Path, str]]:
    return ((page, page.read_text(encoding="utf-8")) for page in documents(root=root))


def _leads(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    if not target.exists():
        return False
    headings = HEADING.findall(target.read_text(encoding="utf-8")) if anchor else []
    return not anchor or anchor in map(anchor_of, headings)


def _may_be_written(path: Path, root: Path) -> bool:
    return path.parent != root and path.parent.is_dir()


def _known_paths(root: Path) -> list[str]:
    skipped = {".git", ".venv", "var"}
    tops = [path for path in root.iterdir() if path.name not in skipped]
    files = [top if top.is_file() else None for top in tops] + [p for top in tops for p in top.rglob("*")]
    return [path.as_posix() for path in files if path]


def _make_words(text: str) -> Iterator[tuple[int, str]]:
    for code in (*FENCE.finditer(text), *SPAN.finditer(_without_fences(text))):
        for word in MAKE.finditer(code[0]):
            yield code.start() + word.start(), word[1]


def _without_fences(text: str) -> str:
    """Blank fences out, line for line, so that places stay what they were."""
    return FENCE.sub(lambda fence: "".join("\n" if sign == "\n" else " " for sign in fence[0]), text)


def _place(root: Path, page: Path, text: str, at: int) -> str:
    return f"{page.relative_to(root).as_posix()}:{text.count(chr(10), 0, at) + 1}"
