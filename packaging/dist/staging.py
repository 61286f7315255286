"""The .deb: a staged tree of files around the frozen folder, and what its control file says.

Layout: `/opt/dangqun-center/<version>/` is the frozen program, `current` beside it a link to it, `kept/` the versions
before it (`prerm` puts them there, `bin/prune` lets them go), `bin/launch` what /usr/bin/dangqun-center points to.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import contents
import copyrights

HERE = Path(__file__).resolve().parent / "debian"
ICONS = contents.TOP / "packaging" / "icons"
HOME = f"opt/{contents.NAME}"
DAILY = f"etc/cron.daily/{contents.NAME}"
MAINTAINER = "Party-Service Center Workbench <dangqun-center@localhost>"
# What the freezer leaves to the system: libxcb, the tables of languages that come with libX11, the list of fonts.
DEPENDS = ("libx11-6", "libxcb1", "fontconfig", "fonts-noto-cjk | fonts-wqy-microhei")
RECOMMENDS = ("xdg-utils", "desktop-file-utils", "shared-mime-info")
SUMMARY = "offline workbench of a neighbourhood's Party-service center"
DESCRIPTION = """\
 党群服务中心工作台：党员名册、中心台账、标准化自查，一次录入，各种报表自己出来。
 .
 It needs no server, no account anywhere and no network: one encrypted store
 on one computer. Everything it needs (Python, Tk, libraries, fonts for papers)
 is in the package. The data are kept in the home of each user and are never
 touched by installing, upgrading or removing it.
"""


def build(bundle: Path, target: Path, work: Path, quick: bool = False) -> Path:
    """Make the .deb of a frozen folder in the folder `target`; returns its path. Raises CalledProcessError.

    Packed with xz, which the dpkg of every system we mean reads; `quick` with little gzip (a tenth of the time).
    """
    tree = work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    stage(bundle, tree)
    settle(tree)
    package = target / f"{contents.NAME}_{contents.version()}_{architecture()}.deb"
    how = ["-Zgzip", "-z1"] if quick else ["-Zxz"]
    command = ["dpkg-deb", "--root-owner-group", *how, "--build", str(tree), str(package)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=900)
    return package


def stage(bundle: Path, tree: Path) -> None:
    """Lay everything at its place under `tree`."""
    version = contents.version()
    shutil.copytree(bundle, tree / HOME / version, symlinks=True)
    (tree / HOME / "current").symlink_to(version)
    for name in ("launch", "prune"):
        put(HERE / name, tree / HOME / "bin" / name)
    put(HERE / "cron.daily", tree / DAILY)
    link = tree / "usr" / "bin" / contents.NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(f"/{HOME}/bin/launch")
    share = tree / "usr" / "share"
    put(HERE / f"{contents.NAME}.desktop", share / "applications" / f"{contents.NAME}.desktop")
    put(HERE / f"{contents.NAME}.xml", share / "mime" / "packages" / f"{contents.NAME}.xml")
    for icon in ICONS.glob("app-*.png"):
        size = icon.stem.removeprefix("app-")
        put(icon, share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / f"{contents.NAME}.png")
    about = share / "doc" / contents.NAME
    put(contents.TOP / "CHANGELOG.md", about / "CHANGELOG.md")
    (about / "copyright").write_text(copyrights.text(bundle), "utf-8")
    _control(tree, version)


def put(source: Path, target: Path) -> None:
    """Copy a file to a place whose folder may not be there yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def _control(tree: Path, version: str) -> None:
    folder = tree / "DEBIAN"
    folder.mkdir()
    (folder / "conffiles").write_text(f"/{DAILY}\n", "utf-8")
    for name in ("postinst", "prerm", "postrm"):
        text = (HERE / name).read_text("utf-8").replace("@VERSION@", version)
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)
    files = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
    kib = sum(-(-path.stat().st_size // 1024) for path in files)
    (folder / "control").write_text(control(version, kib, glibc(tree)), "utf-8")


def control(version: str, kib: int, libc: str) -> str:
    """The control file; `libc` is the oldest C library that has all it asks for."""
    fields = {
        "Package": contents.NAME,
        "Version": version,
        "Section": "misc",
        "Priority": "optional",
        "Architecture": architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": kib,
        "Depends": ", ".join((f"libc6 (>= {libc})", *DEPENDS)),
        "Recommends": ", ".join(RECOMMENDS),
        "Description": SUMMARY,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + DESCRIPTION


def glibc(tree: Path) -> str:
    """The highest glibc that any file below `tree` asks for, such as "2.35"."""
    newest = (2, 17)
    for path in tree.rglob("*"):
        if path.is_symlink() or not path.is_file():
            continue
        content = path.read_bytes()
        if content.startswith(b"\x7fELF"):
            asked = re.findall(rb"GLIBC_(\d+)\.(\d+)\b", content)
            newest = max([newest, *((int(major), int(minor)) for major, minor in asked)])
    return ".".join(map(str, newest))


def architecture() -> str:
    """Debian's name of this machine's processor; Python's where dpkg is not there."""
    if shutil.which("dpkg"):
        command = ["dpkg", "--print-architecture"]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    return {"x86_64": "amd64", "aarch64": "arm64", "loongarch64": "loong64"}.get(os.uname().machine, sys.platform)


def settle(tree: Path) -> None:
    """The same bytes from the same tree: times not after SOURCE_DATE_EPOCH, rights without the umask of the day."""
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)
