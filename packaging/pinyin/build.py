"""Builds templates/pinyin.txt out of pypinyin (build time only): every character with its readings, without tones.

    pip install pypinyin==0.55.0 && python packaging/pinyin/build.py

One line for each set of readings: `zhong,chong 种…`, the most usual reading first.
"""
from __future__ import annotations

from collections import defaultdict
from pathlib import Path

HOME = Path(__file__).resolve().parents[2] / "templates" / "pinyin.txt"
HEAD = "# Readings of characters, built by packaging/pinyin from pypinyin {version} (MIT: pinyin.LICENSE)\n"


def readings() -> dict[str, tuple[str, ...]]:
    """{character: its readings in ascii, ü written v, the most usual first}."""
    from pypinyin import Style, pinyin
    from pypinyin.pinyin_dict import pinyin_dict

    table = {}
    for code in pinyin_dict:
        found = pinyin(chr(code), style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
        plain = tuple(dict.fromkeys(reading for reading in found if reading.isascii() and reading.isalpha()))
        if plain:
            table[chr(code)] = plain
    return table


def text(table: dict[str, tuple[str, ...]], version: str) -> str:
    """The file: lines sorted by reading, the characters of a line by code."""
    lines = defaultdict(list)
    for character, found in table.items():
        lines[",".join(found)].append(character)
    return HEAD.format(version=version) + "".join(
        f"{found} {''.join(sorted(lines[found]))}\n" for found in sorted(lines))


if __name__ == "__main__":
    import pypinyin

    HOME.write_text(text(readings(), pypinyin.__version__), encoding="utf-8", newline="\n")
