"""What `make dist` is told: nothing is left out of the frozen program, and the .deb installs, upgrades and goes.

The frozen program itself is tried by `make dist-test` (packaging/trial); here is what can be known without building.
"""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from importlib import import_module
from pathlib import Path

import pytest

from center.about import NAME, VERSION
from db import backup
from views.folders import NAME as FOLDER
from views.kit.start import CLASS_NAME

TOP = Path(__file__).parent.parent
DIST = TOP / "packaging" / "dist"
DEBIAN = DIST / "debian"
sys.path.insert(0, str(DIST))  # the modules of `make dist` are no part of the program
contents, copyrights, staging = (import_module(name) for name in ("contents", "copyrights", "staging"))

needs_a_shell = pytest.mark.skipif(sys.platform != "linux", reason="the .deb and its scripts are for Linux")


def test_every_folder_of_templates_is_in_the_frozen_program() -> None:
    taken = {Path(folder) for _file, folder in contents.data()}
    files = [path for path in (TOP / "templates").rglob("*") if path.is_file()]
    folders = {path.parent.relative_to(TOP) for path in files if path.suffix not in (".pot", ".po", ".pyc")}
    assert folders and folders <= taken


def test_the_licences_that_are_shown_are_in_the_frozen_program_where_they_are_looked_for() -> None:
    from views.state.settings import LICENCES, licences

    taken = {Path(folder) / Path(file).name for file, folder in contents.data()}
    assert {LICENCES.relative_to(TOP), Path("LICENSE")} <= taken
    assert all(name in licences() for name in (*contents.libraries(), "PyInstaller", "Python", "SIL OFL"))


def test_translations_are_taken_as_the_program_reads_them() -> None:
    files = {Path(file) for file, _folder in contents.data()}
    assert not [path for path in files if path.suffix == ".pot"]
    assert not [path for path in files if path.suffix == ".po" and path.with_suffix(".mo").exists()]
    assert {path for path in (TOP / "templates").rglob("*.mo")} <= files


def test_every_module_of_ours_is_named_to_the_freezer() -> None:
    assert {"db.models", "center.catalog", "views.window", "reports.reading.child"} <= set(contents.modules())
    assert {f"center.{path.parent.name}.duties" for path in TOP.glob("center/*/duties.py")} <= set(contents.modules())
    assert not [name for name in contents.modules() if name.partition(".")[0] in ("tests", "benchmarks", "packaging")]


def test_the_language_data_of_every_language_we_speak_is_taken() -> None:
    spoken = {path.parents[1].name for path in (TOP / "templates" / "locale").glob("*/LC_MESSAGES/*.mo")} | {"zh_CN"}
    script = {"zh_CN": "zh_Hans_CN", "zh_TW": "zh_Hant_TW"}
    assert all(contents.wanted(f"babel/locale-data/{script.get(one, one)}.dat") for one in spoken)
    assert contents.wanted("babel/global.dat") and not contents.wanted("babel/locale-data/fr.dat")


def test_the_freezer_sees_the_libraries_of_the_lock_and_the_version_of_the_program() -> None:
    assert {"customtkinter", "pillow", "babel"} <= set(contents.libraries())
    assert contents.version() == VERSION and contents.NAME == FOLDER


def test_the_spec_is_python_and_takes_its_lists_from_contents() -> None:
    text = (TOP / "packaging" / "dangqun.spec").read_text("utf-8")
    compile(text, "dangqun.spec", "exec")
    assert all(f"contents.{name}" in text for name in ("data()", "modules()", "libraries()", "LEFT_OUT", "wanted"))
    assert {"numpy", "matplotlib", "tests"} <= set(contents.LEFT_OUT)


def desktop() -> configparser.SectionProxy:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(DEBIAN / "dangqun-center.desktop", "utf-8")
    return entry["Desktop Entry"]


def test_the_menu_entry_starts_what_the_package_installs(tmp_path: Path) -> None:
    entry = desktop()
    assert entry["Name"] == NAME and entry["StartupWMClass"] == CLASS_NAME
    assert entry["Exec"] == f"/usr/bin/{contents.NAME} %f" and entry["Icon"] == contents.NAME
    assert not [key for key in entry if not re.fullmatch(r"[A-Za-z]+(\[[a-zA-Z_]+\])?", key)]


# Desktop Entry Specification 1.0: keys of an application by their type, and the main categories of its menu.
KEYS = {"string": {"Type", "Version", "Name", "GenericName", "Comment", "Exec", "TryExec", "Icon", "StartupWMClass"},
        "boolean": {"Terminal", "StartupNotify"}, "list": {"Keywords", "Categories", "MimeType"}}
MAIN = {"AudioVideo", "Development", "Education", "Game", "Graphics", "Network", "Office", "Science", "Settings",
        "System", "Utility"}
FURTHER = {"Database": "Office"}  # category → the main one that it asks for


def wrong_with(text: str) -> list[str]:
    """What a desktop would refuse or not show of a menu entry."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    keys = dict(line.partition("=")[::2] for line in lines[1:])
    kind_of = {key: kind for kind, some in KEYS.items() for key in some}
    found = [] if lines[0] == "[Desktop Entry]" else ["the group does not come first"]
    found += [f"{key} is missing" for key in ("Type", "Name", "Exec", "Icon", "Categories") if not keys.get(key)]
    found += [f"{line} is no key and value" for line in lines[1:] if not re.fullmatch(r"[\w\[\]-]+=\S(.*\S)?", line)]
    found += ["a key stands twice"] * (len(keys) != len(lines) - 1)
    for key, value in keys.items():
        plain, kind = key.partition("[")[0], kind_of.get(key.partition("[")[0])
        if kind is None or (plain != key and plain not in keys):
            found.append(f"{key} is no key of an application, or is translated only")
        if (kind == "boolean" and value not in ("true", "false")) or (kind == "list" and not value.endswith(";")):
            found.append(f"{key} is no {kind}")
    groups = set(keys.get("Categories", "").split(";")) - {""}
    found += [f"{one} is no category here" for one in groups - MAIN if FURTHER.get(one) not in groups]
    found += ["more than one main category"] * (len(groups & MAIN) != 1)
    signs = re.findall("%.", keys.get("Exec", ""))
    return found + ["Exec takes more than one file or an unknown sign"] * (signs not in ([], ["%f"], ["%u"]))


def test_the_menu_entry_is_valid() -> None:
    text = (DEBIAN / "dangqun-center.desktop").read_text("utf-8")
    assert wrong_with(text) == []
    for good, bad in (("Type=Application\n", ""), ("Terminal=false", "Terminal=no"), ("Office;", ""),
                      ("Database;\n", "Database\n"), ("%f", "%f %F"), ("Icon=", "Ikon="), ("[Desk", "X=1\n[Desk")):
        assert wrong_with(text.replace(good, bad)), f"{bad} instead of {good} is seen"


def test_the_file_type_is_the_one_that_backups_are_written_with() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kinds = ElementTree.parse(DEBIAN / "dangqun-center.xml").getroot().findall(f"{space}mime-type")
    assert [kind.find(f"{space}glob").get("pattern") for kind in kinds] == [f"*{backup.END}"]
    assert desktop()["MimeType"] == "".join(f"{kind.get('type')};" for kind in kinds)
    assert f'\\{backup.END}"' in (DIST / "windows.iss").read_text("utf-8")


@needs_a_shell
def test_the_control_file_has_what_dpkg_asks_for() -> None:
    head, _, text = staging.control("0.1.0", 1000, "2.28").partition("\nDescription: ")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    assert {"Package", "Version", "Architecture", "Maintainer", "Depends", "Installed-Size"} <= set(fields)
    assert fields["Depends"].startswith("libc6 (>= 2.28), ")
    assert "fonts-noto-cjk | fonts-wqy-microhei" in fields["Depends"]
    assert all(line.startswith(" ") for line in text.splitlines()[1:])


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A frozen folder in small."""
    folder = tmp_path / "bundle"
    (folder / "_internal" / "lib-1.dist-info" / "licenses").mkdir(parents=True)
    (folder / "_internal" / "lib-1.dist-info" / "licenses" / "LICENSE.md").write_text("free to use", "utf-8")
    (folder / "_internal" / "part.so").write_bytes(b"\x7fELF....GLIBC_2.4\0GLIBC_2.28\0GLIBC_2.9\0")
    program = folder / contents.NAME
    program.write_text('#!/bin/sh\nfor word in program "$XMODIFIERS" "$LC_ALL" "$@"; do echo "$word"; done\n', "utf-8")
    program.chmod(0o755)
    return folder


@pytest.fixture
def tree(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The staged tree of it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    made = tmp_path / "tree"
    staging.stage(bundle, made)
    staging.settle(made)
    return made


@needs_a_shell
def test_the_package_holds_the_program_the_menu_the_type_the_icons_and_the_licences(tree: Path) -> None:
    assert (tree / "opt" / contents.NAME / "current").readlink() == Path(VERSION)
    assert (tree / "usr/bin" / contents.NAME).readlink() == Path(f"/opt/{contents.NAME}/bin/launch")
    assert len(list(tree.glob("usr/share/icons/hicolor/*/apps/*.png"))) >= 6
    text = (tree / "usr/share/doc" / contents.NAME / "copyright").read_text("utf-8")
    assert "Apache License" in text and "free to use" in text and "| customtkinter | MIT |" in text
    assert "libc6 (>= 2.28)" in (tree / "DEBIAN" / "control").read_text("utf-8")


@needs_a_shell
@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is not installed here")
def test_the_same_program_gives_the_same_package(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    one, other = (tmp_path / name for name in ("one", "other"))
    made = []
    for place in (one, other):
        place.mkdir()
        made.append(staging.build(bundle, place, place, quick=True).read_bytes())
    assert made[0] == made[1]


def run_script(tree: Path, name: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A script of the package, as dpkg runs it on a system below `tree`."""
    environment = {"PATH": os.environ["PATH"], "DPKG_ROOT": str(tree)}
    command = ["sh", str(tree / "DEBIAN" / name), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@needs_a_shell
def test_while_somebody_works_in_it_nothing_is_replaced(tree: Path) -> None:
    program = tree / "opt" / contents.NAME / VERSION / contents.NAME
    shutil.copy(shutil.which("sleep"), program)
    working = subprocess.Popen([str(program), "60"])
    try:
        done = run_script(tree, "prerm", "upgrade", "9.9.9")
        assert done.returncode == 1 and "请先保存并关闭" in done.stderr
    finally:
        working.kill()
        working.wait()
    assert run_script(tree, "prerm", "remove").returncode == 0


def launched(tree: Path, *words: str, **environment: str) -> list[str]:
    command = [str(tree / "opt" / contents.NAME / "bin" / "launch"), *words]
    done = subprocess.run(
        command, env={"PATH": os.environ["PATH"]} | environment, capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines() or [done.stderr.strip()]


@needs_a_shell
def test_the_launcher_gives_input_methods_what_they_need(tree: Path) -> None:
    bare = launched(tree, "list", "members", LC_ALL="C", XMODIFIERS="@im=none")
    assert bare == ["program", "@im=none", "C.UTF-8", "list", "members"]
    assert launched(tree, LC_ALL="C.UTF-8", XMODIFIERS="@im=x") == ["program", "@im=x", "C.UTF-8"]


@needs_a_shell
def test_the_launcher_opens_a_file_and_the_versions_that_are_kept(tree: Path, tmp_path: Path) -> None:
    file = tmp_path / "晨光.dqbak"
    file.touch()
    assert launched(tree, str(file), XMODIFIERS="x")[-2:] == ["run", str(file)]
    assert launched(tree, "--previous") == ["没有保留上一个版本。"]
    assert launched(tree, "--kept", "0.0.1") == ["没有保留 0.0.1 版本。"]
    run_script(tree, "prerm", "upgrade", "9.9.9")
    assert launched(tree, "--previous", "check", XMODIFIERS="x")[-1] == "check"
    assert launched(tree, "--kept") == [VERSION]
    assert launched(tree, "--kept", VERSION, "check", XMODIFIERS="x")[-1] == "check"


def test_the_copyright_file_names_what_is_too_long_to_copy(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copyrights, "_MOST", 3)
    assert "(see /opt/" in copyrights.text(bundle)
