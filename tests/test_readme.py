"""The README is true: its commands, make targets and folders are there, and none is left out."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from views.cli.arguments import parser

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text("utf-8")


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_command_of_the_command_line_is_in_the_readme_and_no_other() -> None:
    (verbs,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    rows = re.findall(r"^\| (`.*?) \| ", section("The command line").replace(r"\|", "/"), re.M)
    named = {word for row in rows for word in re.findall(r"`([a-z]+)", row)}
    assert named == set(verbs.choices) - {"run"}


def test_every_make_target_is_in_the_readme_and_no_other() -> None:
    targets = set(re.findall(r"^\.PHONY: (.*)", (TOP / "Makefile").read_text("utf-8"), re.M)[0].split())
    assert set(re.findall(r"(?:^|`)make ([a-z][\w-]*)", section("The two commands"), re.M)) == targets - {"help"}


def test_the_map_names_folders_that_are_there() -> None:
    named = re.findall(r"`([\w./-]+)`", "".join(re.findall(r"^\| (`[^|]*)\|", section("Map of folders"), re.M)))
    assert named and all((TOP / name).exists() for name in named)


def test_the_glossary_has_both_languages_in_every_row() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", section("Glossary"), re.M)[2:]
    assert len(rows) >= 30
    assert all(re.search("[A-Za-z]", english) and re.search("[\u4e00-\u9fff]", chinese) for english, chinese in rows)
