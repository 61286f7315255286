"""The house rules that a machine can hold; each rule is also shown a breach, so that none of them can sleep.

A rule takes a path (as written from the top of the tree) and the parsed file, and yields one sentence per breach.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
ARROW = ("db", "center", "reports", "views", "main")
UNDER_THE_ARROW = tuple(f"{layer}/" for layer in ARROW[:-1]) + ("main.py",)

# Where each library may be imported, as docs/architecture.md section 1 says.
HOMES = {
    "peewee": {"db"}, "playhouse": {"db"}, "sqlcipher3": {"db"}, "psycopg2": {"db"}, "cryptography": {"db"},
    "openpyxl": {"reports"}, "python_calamine": {"reports"}, "msoffcrypto": {"reports"}, "lxml": {"reports"},
    "defusedxml": {"reports"}, "reportlab": {"reports"}, "docx": {"reports"}, "pypdf": {"reports"},
    "PIL": {"reports", "views"}, "pypdfium2": {"views"}, "babel": {"views"},
    "customtkinter": {"views"}, "tkinter": {"views"}, "darkdetect": {"views"}, "tkinterdnd2": {"views"},
}
MODULE_OF = {
    "sqlcipher3-wheels": "sqlcipher3", "python-calamine": "python_calamine", "msoffcrypto-tool": "msoffcrypto",
    "python-docx": "docx", "pillow": "PIL", "fonttools": "fontTools", "psycopg2-binary": "psycopg2",
}
QUERIES = {
    "select", "insert", "insert_many", "insert_from", "update", "delete", "replace", "replace_many", "raw", "noop",
    "get_or_none", "get_by_id", "get_or_create", "bulk_create", "bulk_update", "create_table", "drop_table",
}
ON_A_RECORD = QUERIES | {"get", "create", "filter", "alias", "save"}
SQL = re.compile(r"\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA\s)", re.S)
WINDOW = {"tkinter", "customtkinter"}
HEAVY = {"openpyxl", "reportlab", "pypdf", "docx", "lxml", "python_calamine", "msoffcrypto", "pypdfium2", "babel"}
LAST_NETS = {"views/trouble.py", "main.py"}
LINES, FUNCTION_LINES = 400, 60


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """All that stands in a file, walked once for all the rules."""
    return tuple(ast.walk(tree))


def layer_of(path: str) -> str:
    return "main" if path == "main.py" else path.partition("/")[0]


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, full module name) of every absolute import, wherever it stands."""
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module or ""


def imports_point_down(path: str, tree: ast.Module) -> Iterator[str]:
    here = ARROW.index(layer_of(path))
    for line, module in imports(tree):
        top = module.partition(".")[0]
        if top in ARROW and ARROW.index(top) > here:
            yield f"{path}:{line} imports {module}, which stands above it"


def libraries_stay_at_home(path: str, tree: ast.Module) -> Iterator[str]:
    for line, module in imports(tree):
        top = module.partition(".")[0]
        if top in ARROW or (top in sys.stdlib_module_names and top != "tkinter"):
            continue
        if layer_of(path) not in HOMES.get(top, ()):
            yield f"{path}:{line} imports {module}, whose home is {sorted(HOMES.get(top, ['nowhere']))}"


def queries_stay_in_db(path: str, tree: ast.Module) -> Iterator[str]:
    if layer_of(path) == "db":
        return
    records = {
        name.asname or name.name for node in nodes(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("db.models") for name in node.names
    }
    for node in nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner, verb = node.func.value, node.func.attr
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            if verb == "where" or (name[:1].isupper() and not name.isupper() and verb in QUERIES) or (
                name in records and verb in ON_A_RECORD
            ):
                yield f"{path}:{node.lineno} asks a question of the store: {name}.{verb}(…)"
        elif isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute):
            left = node.left.value
            if isinstance(left, ast.Name) and left.id in records and node.left.attr not in ("label", "__name__"):
                yield f"{path}:{node.lineno} compares the column {left.id}.{node.left.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield f"{path}:{node.lineno} holds SQL: {node.value.strip()[:40]}"


def nothing_is_caught_broadly(path: str, tree: ast.Module) -> Iterator[str]:
    """`except BaseException` may tidy up when its last word is a bare `raise`: then nothing is swallowed."""
    for node in nodes(tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        broad = [ast.unparse(kind) if kind else "" for kind in kinds]
        passes_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
        if "" in broad or (path not in LAST_NETS and (
            "Exception" in broad or ("BaseException" in broad and not passes_on)
        )):
            yield f"{path}:{node.lineno} catches everything"


def the_first_line_says_what_the_file_is_for(path: str, tree: ast.Module) -> Iterator[str]:
    if not (ast.get_docstring(tree) or "").strip():
        yield f"{path}: its first statement is no docstring"


def functions_are_short(path: str, tree: ast.Module) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{path}:{node.lineno} {node.name} has {lines} lines; {FUNCTION_LINES} is the wall"


def window_tests_are_marked(path: str, tree: ast.Module) -> Iterator[str]:
    if path.startswith("tests/test_") and WINDOW & {module.partition(".")[0] for _, module in imports(tree)}:
        if "gui" not in {node.attr for node in nodes(tree) if isinstance(node, ast.Attribute)}:
            yield f"{path}: opens a window, but is not marked gui, so it would fail where there is no screen"


def nobody_sleeps(path: str, tree: ast.Module) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and node.attr == "sleep" and ast.unparse(node.value) == "time":
            yield f"{path}:{node.lineno} sleeps: wait for what should happen instead"
        if isinstance(node, ast.ImportFrom) and node.module == "time" and any(n.name == "sleep" for n in node.names):
            yield f"{path}:{node.lineno} imports sleep"


LAYERED = (imports_point_down, libraries_stay_at_home, queries_stay_in_db)
EVERYWHERE = (
    nothing_is_caught_broadly, the_first_line_says_what_the_file_is_for, functions_are_short, nobody_sleeps,
    window_tests_are_marked,
)
BREACHES = [
    (imports_point_down, "db/a.py", "from center.desk import Desk"),
    (imports_point_down, "reports/a.py", "def f():\n    import views.app"),
    (imports_point_down, "views/a.py", "import main"),
    (libraries_stay_at_home, "center/a.py", "import peewee"),
    (libraries_stay_at_home, "db/a.py", "import tkinter"),
    (libraries_stay_at_home, "views/a.py", "def f():\n    from openpyxl import load_workbook"),
    (libraries_stay_at_home, "reports/a.py", "import requests"),
    (queries_stay_in_db, "center/a.py", "from db import models\nmodels.Person.select()"),
    (queries_stay_in_db, "center/a.py", "from db.models.people import Person\nPerson.get(1)"),
    (queries_stay_in_db, "views/a.py", "from db.models.people import Person as P\nx = P.name == 'a'"),
    (queries_stay_in_db, "reports/a.py", "question.where(x)"),
    (queries_stay_in_db, "center/a.py", "q = 'SELECT id FROM people'"),
    (nothing_is_caught_broadly, "db/a.py", "try:\n    f()\nexcept:\n    pass"),
    (nothing_is_caught_broadly, "center/a.py", "try:\n    f()\nexcept (KeyError, Exception):\n    pass"),
    (nothing_is_caught_broadly, "main.py", "try:\n    f()\nexcept:\n    pass"),
    (nothing_is_caught_broadly, "db/a.py", "try:\n    f()\nexcept BaseException:\n    pass"),
    (the_first_line_says_what_the_file_is_for, "db/a.py", "import os\n'late'"),
    (functions_are_short, "db/a.py", "def f():\n" + "    x = 1\n" * FUNCTION_LINES),
    (nobody_sleeps, "tests/a.py", "import time\ntime.sleep(1)"),
    (window_tests_are_marked, "tests/test_a.py", "def test_a():\n    import tkinter"),
    (nobody_sleeps, "tests/a.py", "from time import sleep"),
]


def files_of_the_tree() -> list[str]:
    """What git keeps or would keep, from the top of the tree; without git, all but what is made."""
    listing = subprocess.run(
        ["git", "-C", str(TOP), "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True, text=True, check=False,
    )
    if listing.returncode == 0:
        return sorted(name for name in set(listing.stdout.split("\0")) if (TOP / name).is_file())
    made = {".venv", "out", ".git", "__pycache__", ".pytest_cache", ".ruff_cache"}
    paths = (path.relative_to(TOP) for path in TOP.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if not made & set(path.parts))


FILES = files_of_the_tree()
PYTHON = [name for name in FILES if name.endswith(".py")]


@cache
def text_of(name: str) -> str:
    """What stands in a file; '' in a picture or a font."""
    try:
        return (TOP / name).read_text("utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def parsed(name: str) -> ast.Module:
    return ast.parse(text_of(name))


@pytest.fixture(scope="module", autouse=True)
def forgotten_afterwards() -> Iterator[None]:
    """Two million parts of parsed files: every later look for garbage would walk through them."""
    yield
    nodes.cache_clear()
    parsed.cache_clear()


@pytest.mark.parametrize("rule", LAYERED + EVERYWHERE, ids=lambda rule: rule.__name__)
def test_the_house_rule_holds(rule) -> None:
    names = [name for name in PYTHON if rule in EVERYWHERE or name.startswith(UNDER_THE_ARROW)]
    assert names
    breaches = [text for name in names for text in rule(name, parsed(name))]
    assert not breaches, "\n".join(breaches)


@pytest.mark.parametrize(("rule", "path", "source"), BREACHES)
def test_each_house_rule_sees_its_breach(rule, path: str, source: str) -> None:
    assert list(rule(path, ast.parse(source)))


def loaded_by(names: list[str], wanted: set[str]) -> list[str]:
    """Which of the wanted libraries are loaded once these files have been imported, in a fresh Python."""
    modules = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in names]
    program = (
        "import importlib, json, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(json.dumps(sorted({wanted!r} & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_command_line_loads_no_window() -> None:
    assert not loaded_by([name for name in PYTHON if name.startswith(("views/cli/", "main.py"))], WINDOW)


def test_starting_the_window_loads_no_heavy_library() -> None:
    assert not loaded_by([name for name in PYTHON if name.startswith(("db/", "center/", "views/"))], HEAVY)


def test_what_is_loaded_too_early_would_be_seen() -> None:
    assert {"openpyxl", "tkinter"} <= set(loaded_by(["tkinter/__init__.py", "openpyxl/__init__.py"], WINDOW | HEAVY))


def test_no_file_is_past_the_wall() -> None:
    lengths = {name: len(text_of(name).splitlines()) for name in PYTHON}
    assert not {name: length for name, length in lengths.items() if length > LINES}


def test_no_python_stands_among_the_templates() -> None:
    assert not [name for name in PYTHON if name.startswith("templates/")]


def asked_for(pattern: str) -> set[str]:
    """The modules of what packaging/requirements*.in ask for."""
    files = TOP.glob(f"packaging/{pattern}.in")
    names = {name for path in files for name in re.findall(r"^([\w.-]+)==", path.read_text("utf-8"), re.M)}
    return {MODULE_OF.get(name.lower(), name.lower().replace("-", "_")) for name in names}


def test_every_library_the_program_needs_has_a_home() -> None:
    assert asked_for("requirements") and not asked_for("requirements") - set(HOMES)


def test_tests_and_benchmarks_use_only_what_is_locked() -> None:
    files = [name for name in PYTHON if name.startswith(("tests/", "benchmarks/"))]
    ours = {*ARROW, "tests", "benchmarks", *(Path(name).stem for name in files)}
    known = asked_for("requirements*") | ours | {"tkinter", "playhouse"}
    used = {(module.partition(".")[0], name) for name in files for _, module in imports(parsed(name))}
    assert not {(top, name) for top, name in used if top not in known and top not in sys.stdlib_module_names}


# Written in parts, so that this file does not hold what it looks for.
A_MACHINE = re.compile("|".join(["/" + "work/", "/" + "root/", r"[A-Z]:\\" + "Users"]))
A_REGISTRY = re.compile("|".join(
    ["pypi" + r"\.org", "python" + "hosted", "npm" + "js", "deb" + r"\.debian", "--index" + "-url",
     "--extra" + "-index", "--find" + "-links", r"https?://\S*/" + "simple"]
))
UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", r"\b" + "X" * 3 + r"\b"]))


@pytest.mark.parametrize("pattern", [A_MACHINE, A_REGISTRY], ids=["a machine's path", "a registry's host"])
def test_the_tree_names_no_machine_and_no_registry(pattern: re.Pattern) -> None:
    found = [f"{name}: {match.group()}" for name in FILES if (match := pattern.search(text_of(name)))]
    assert not found


def test_nothing_is_left_to_do_in_the_code() -> None:
    assert not [name for name in PYTHON if UNFINISHED.search(text_of(name))]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [(A_MACHINE, "open('/" + "work/x')"), (A_MACHINE, "see C:\\" + "Users"), (A_REGISTRY, "--index" + "-url x"),
     (A_REGISTRY, "https://mirror.example/" + "simple"), (UNFINISHED, "# TO" + "DO: later")],
)
def test_what_must_not_be_named_would_be_seen(pattern: re.Pattern, text: str) -> None:
    assert pattern.search(text)
