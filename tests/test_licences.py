"""docs/licences.md names everything that is shipped, and nothing shipped is under the AGPL."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
LIST = (TOP / "docs" / "licences.md").read_text("utf-8")
LOCKED = re.findall(r"^([\w.-]+)==", (TOP / "packaging" / "requirements.lock").read_text("utf-8"), re.M)


@pytest.mark.parametrize("library", LOCKED)
def test_every_library_the_program_installs_is_in_the_list(library: str) -> None:
    assert re.search(rf"^\| {re.escape(library)} \| \S", LIST, re.M)


def test_the_list_names_no_library_that_is_gone() -> None:
    _, _, table = LIST.partition("| library | licence |")
    assert set(re.findall(r"^\| ([\w.-]+) \| \S", table, re.M)) == set(LOCKED)


@pytest.mark.parametrize("font", sorted(TOP.glob("templates/*/*.ttf")), ids=lambda path: path.name)
def test_every_shipped_font_is_in_the_list_with_the_text_of_its_licence(font: Path) -> None:
    row = next(line for line in LIST.splitlines() if line.startswith("|") and font.name in line)
    texts = [name for name in re.findall(r"`([^`]+)`", row) if name.endswith(".txt")]
    assert texts and all((TOP / name).is_file() for name in texts)


@pytest.mark.parametrize("library", LOCKED)
def test_no_library_is_under_the_agpl(library: str) -> None:
    try:
        about = metadata.metadata(library)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{library} is for another platform")
    claims = [about.get("License-Expression"), about.get("License"), *(about.get_all("Classifier") or [])]
    assert not re.search("AGPL|Affero", " ".join(claim for claim in claims if claim))
