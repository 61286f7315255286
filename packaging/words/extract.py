"""Extracts the words that people see into templates/locale/messages.pot: `make words`.

A word is found by where it stands (the message of an error, the label of a field, the name of a command), so that
nobody has to mark it twice. `words_of` is an extraction method in babel's sense; the names in data files come from
`words_of_data`. The tests ask `calls` for every place that takes a template.
"""
from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
TARGET = TOP / "templates" / "locale" / "messages.pot"
PROJECT = "党群服务中心工作台"
FOLDERS = ("db", "center", "reports", "views")
CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]")  # 全角标点 too: {label}：{problem}

ERRORS = ("UserError", "Invalid", "Denied", "Missing", "Unreadable", "Conflict", "ClockDoubt", "SecondWanted")
FIELDS = ("Text", "Long", "PersonName", "Whole", "Amount", "Percent", "Yes", "Date", "Moment", "Code", "Codes",
          "IdCard", "CreditCode", "Phone", "Ref")
# Name of what is called → the places of its words: by number, or by keyword.
PLACES: dict[str, tuple[int | str, ...]] = {
    "split": (3, 4), "of_tests": (2, 3), "Group": (0,),  # the heaps of an indicator
    "N_": (0,), "Word": (0,), "Phrase": (0,), "say": (0,), "command": (0,), "measure": (1,), "paper": (1,),
    **dict.fromkeys(ERRORS, (0,)),
    **dict.fromkeys(FIELDS, (0, "help", "section")),
    **dict.fromkeys(("Heading", "TableColumn", "Part"), (0,)),
}
CLASS_WORDS = ("label",)


@dataclass(frozen=True)
class Word:
    """A call that takes a template: its line, what was called, the templates it may show (None: not a constant)."""

    line: int
    called: str
    templates: tuple[str, ...] | None
    node: ast.Call


@cache
def parsed(source: bytes) -> ast.Module:
    """A file's tree, read once however often it is asked for."""
    return ast.parse(source)


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """All that stands in a tree, walked once."""
    return tuple(ast.walk(tree))


def constants(tree: ast.Module) -> dict[str, str]:
    """Texts that a module gives a name to, or takes by name from another of our modules."""
    known: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in FOLDERS:
            there = _constants_of(node.module)
            known |= {name.asname or name.name: there[name.name] for name in node.names if name.name in there}
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = node.value
            if isinstance(value, ast.Call) and name_of(value) in ("N_", "Word") and value.args:
                value = value.args[0]
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                known[node.targets[0].id] = value.value
    return known


@cache
def _constants_of(module: str) -> dict[str, str]:
    path = TOP.joinpath(*module.split(".")).with_suffix(".py")
    return constants(parsed(path.read_bytes())) if path.exists() else {}


def templates(node: ast.expr, known: dict[str, str]) -> tuple[str, ...] | None:
    """What an argument can be: a text, a module's named text, either of two, or one marked by N_."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return (node.value,)
    if isinstance(node, ast.Name) and node.id in known:
        return (known[node.id],)
    if isinstance(node, ast.IfExp):
        parts = templates(node.body, known), templates(node.orelse, known)
        return None if None in parts else parts[0] + parts[1]
    if isinstance(node, ast.Call) and name_of(node) in ("N_", "Word") and node.args:
        return templates(node.args[0], known)
    return None


def name_of(call: ast.Call) -> str:
    """The last name of what is called: `errors.Invalid(…)` is Invalid."""
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def calls(tree: ast.Module) -> Iterator[Word]:
    """Every call with a place for words, once for each of its places that is filled."""
    known = constants(tree)
    for node in nodes(tree):
        if not isinstance(node, ast.Call):
            continue
        called = name_of(node)
        for place in PLACES.get(called, ()):
            if isinstance(place, str):
                found = next((keyword.value for keyword in node.keywords if keyword.arg == place), None)
            else:
                found = node.args[place] if len(node.args) > place else None
            if found is not None:
                yield Word(node.lineno, called, templates(found, known), node)


def words_of(file, keywords=(), comment_tags=(), options=None) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's extraction method: (line, function, message, comments) of the words of one Python file."""
    tree = parsed(file.read())
    found = [(word.line, text) for word in calls(tree) for text in word.templates or ()]
    for node in nodes(tree):
        if isinstance(node, ast.ClassDef):
            found += [(part.lineno, part.value.value) for part in node.body if isinstance(part, ast.Assign)
                      and getattr(part.targets[0], "id", "") in CLASS_WORDS and isinstance(part.value, ast.Constant)]
    for line, text in sorted(set(found)):
        if CHINESE.search(text):
            yield line, "", text, []


def words_of_data() -> Iterator[tuple[str, str]]:
    """(file, word) of names in the data files: code lists, purposes, standards, official numbers."""
    for path in sorted((TOP / "templates" / "codes").glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for word in (data["name"], *(word for _code, word in data["items"]), *data.get("groups", ())):
            yield path.relative_to(TOP).as_posix(), word
    yield from _purposes()
    yield from _standards()
    yield from _statistics()
    numbers = TOP / "templates" / "settings" / "numbers.toml"
    for entry in tomllib.loads(numbers.read_text("utf-8")).values():
        words = [entry[key] for key in ("label", "section", "unit", "note") if entry.get(key)]
        words += entry.get("choices", {}).values()
        yield from ((numbers.relative_to(TOP).as_posix(), word) for word in words)


def _purposes() -> Iterator[tuple[str, str]]:
    path = TOP / "templates" / "purposes.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    yield from ((path.relative_to(TOP).as_posix(), sentence) for sentence in data["purpose"].values())


def _statistics() -> Iterator[tuple[str, str]]:
    """The heads of the statistics of mediation: groups, names, names broken by hand."""
    path = TOP / "templates" / "mediation" / "statistics.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    words = [one[part] for one in data["column"] for part in ("group", "label", "short") if one.get(part)]
    words += [*data["folded"], *data["short"].values()]
    yield from ((path.relative_to(TOP).as_posix(), word) for word in dict.fromkeys(words))


def _standards() -> Iterator[tuple[str, str]]:
    """What a standard says of itself, and what its dimensions, indicators and grades are called and rest on."""
    for path in sorted((TOP / "templates" / "standards").glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        words = [data["title"], data["disclaimer"], data["source"], *(one["label"] for one in data["band"])]
        words += [one[part] for part in ("evidence", "formula", "asked") for one in data["indicator"] if one.get(part)]
        words += [one["name"] for part in ("dimension", "indicator") for one in data[part]]
        yield from ((path.relative_to(TOP).as_posix(), word) for word in words)


def catalog():
    """All words as a babel catalog, in the order of the files."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir

    # A fixed day and no person: the file changes when words do, and only then.
    found = Catalog(project=PROJECT, version="0", msgid_bugs_address="-", last_translator="-", language_team="-",
                    charset="utf-8", creation_date=datetime(2026, 1, 1, tzinfo=UTC), fuzzy=False,
                    header_comment=f"# {PROJECT}：给人看的字句。用 make words 重做。")
    for folder in FOLDERS:
        for name, _line, message, _comments, _context in extract_from_dir(str(TOP / folder), [("**.py", words_of)]):
            found.add(message, locations=[(f"{folder}/{name}", None)])
    for name, word in words_of_data():
        if isinstance(word, str) and CHINESE.search(word):
            found.add(word, locations=[(name, None)])
    return found


def text(words) -> bytes:
    """The catalog as the bytes of a .pot file; without line numbers, so that it changes when words do."""
    from babel.messages.pofile import write_po

    buffer = BytesIO()
    write_po(buffer, words, width=120, include_lineno=False, sort_by_file=True)
    return buffer.getvalue()


def main(argv: list[str]) -> int:
    """Write the .pot file and bring the languages in step; say how many words there are and how many lack one.

    `--missing en` only lists the words without a translation, one JSON text a line; `--merge en file.json` puts
    translations (an object: Chinese → translated) into a language.
    """
    sys.path.insert(0, str(Path(__file__).parent))
    import catalogs

    words = catalog()
    if argv[:1] == ["--missing"]:
        path = catalogs.po_path(TARGET.parent, argv[1])
        lacking = catalogs.missing(catalogs.kept_in_step(words, catalogs.read(path, argv[1]), argv[1]))
        print("\n".join(json.dumps(word, ensure_ascii=False) for word in lacking))
        return 0
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(text(words))
    if argv[:1] == ["--merge"]:
        path = catalogs.po_path(TARGET.parent, argv[1])
        known = catalogs.kept_in_step(words, catalogs.read(path, argv[1]), argv[1])
        for word in catalogs.merge(known, json.loads(Path(argv[2]).read_text("utf-8"))):
            print(f"没有这一条：{word}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(catalogs.as_po(known))
    print(f"{TARGET.relative_to(TOP)}：{len(words)} 条")
    for language, lacking in catalogs.update(TARGET.parent, words).items():
        print(f"{language}：{len(lacking)} 条没有译文" + ("（--missing 列出）" if lacking else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
