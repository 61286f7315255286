"""What the frozen program is made of: its modules, its data files, and what is left out. Read by dangqun.spec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
NAME = "dangqun-center"
PACKAGES = ("db", "center", "reports", "views")
# Not needed by a person at the desk; some libraries would drag them in when a build machine happens to have them.
LEFT_OUT = (
    "numpy", "matplotlib", "pandas", "scipy", "IPython", "pytest", "tests", "benchmarks", "pip", "setuptools",
    "pkg_resources", "psycopg2", "PIL._avif", "PIL.AvifImagePlugin", "lib2to3", "pydoc", "doctest", "ensurepip",
)
# What 关于 shows, and the program's own.
LICENCES = (TOP / "docs" / "licences.md", TOP / "LICENSE")
# Found by name at run time: the bridge between Pillow and Tk.
BY_NAME = ("PIL._tkinter_finder", "PIL._imagingtk")
LANGUAGES = ("root", "zh", "zh_Hans", "zh_Hans_CN", "zh_Hant", "zh_Hant_TW", "en", "en_US")


def modules() -> list[str]:
    """Every module of ours: domains, duties and papers are imported by name, which no analysis of imports can see."""
    found = []
    for package in PACKAGES:
        for path in (TOP / package).rglob("*.py"):
            parts = path.relative_to(TOP).with_suffix("").parts
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return [*sorted(found), *BY_NAME]


def data() -> list[tuple[str, str]]:
    """(file, folder inside the program) of all templates but the sources of translations, and of the licences."""
    return [(str(path), path.relative_to(TOP).parent.as_posix()) for path in (*_templates(), *LICENCES)]


def _templates() -> Iterator[Path]:
    for path in sorted((TOP / "templates").rglob("*")):
        source = path.suffix == ".pot" or (path.suffix == ".po" and path.with_suffix(".mo").exists())
        if path.is_file() and not source and path.name[0] != "." and not path.name.endswith(("~", ".pyc")):
            yield path


def libraries() -> list[str]:
    """The distributions that the program is locked to; their metadata (with licences) travel along."""
    lock = (TOP / "packaging" / "requirements.lock").read_text("utf-8")
    return re.findall(r"^([\w.-]+)==", lock, re.M)


def wanted(inside: str) -> bool:
    """Whether a library's data file is taken: of babel's thousand languages ours, of reportlab's fonts none."""
    name = inside.replace("\\", "/")
    if name.startswith("babel/locale-data/"):
        return Path(name).stem in LANGUAGES
    return not name.startswith("reportlab/fonts/")


def version() -> str:
    """The program's version, read without importing it."""
    text = (TOP / "center" / "about.py").read_text("utf-8")
    return re.search(r'^VERSION = "([^"]+)"', text, re.M)[1]
