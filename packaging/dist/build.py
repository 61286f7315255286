"""`make dist`: the program as one folder (PyInstaller, onedir), and from it a .deb or a Windows installer.

Run by the Python of an environment that holds packaging/requirements.lock and requirements-dist.lock and nothing
else: what else is installed there would be taken along. Results in out/dist, working files in out/build.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import contents

OUT = contents.TOP / "out"
WORK, TARGET = OUT / "build", OUT / "dist"
BUNDLE = TARGET / contents.NAME
NO_TIME = 1767225600  # 2026-01-01, where git does not know when the tree was last changed
# Built without stripping, and touched by no tool after linking (a library changed by patchelf can break): 30 MB less.
STRIPPED = ("libpython*.so*", "python3*/lib-dynload/*.so", "sqlcipher3/*.so")


def main(arguments: list[str]) -> int:
    """Make everything that can be made here, and say what and how large; exit code.

    `--quick` packs the .deb loosely into out/build: for trying it, not for handing it out.
    """
    quick = "--quick" in arguments
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(changed_at()))
    began = time.monotonic()
    freeze()
    slim(BUNDLE / "_internal")
    print(f"程序文件夹：{BUNDLE}（{megabytes(BUNDLE)} MB，{time.monotonic() - began:.0f} 秒）")
    if sys.platform == "win32":
        return installer()
    if shutil.which("dpkg-deb") is None:
        print("没有 dpkg-deb，安装包 .deb 没有做；把程序文件夹整个复制过去也能用")
        return 0
    import staging

    began = time.monotonic()
    package = staging.build(BUNDLE, WORK if quick else TARGET, WORK, quick)
    print(f"安装包：{package}（{megabytes(package)} MB，{time.monotonic() - began:.0f} 秒）")
    return 0


def changed_at() -> int:
    """Seconds since 1970 of the last commit, so that the same tree gives the same package."""
    command = ["git", "-C", str(contents.TOP), "log", "-1", "--format=%ct"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return NO_TIME
    return int(said or NO_TIME)


def freeze() -> None:
    """Run PyInstaller on the spec; its many lines go to a log. Raises SystemExit with the end of it."""
    WORK.mkdir(parents=True, exist_ok=True)
    log = WORK / "pyinstaller.log"
    environment = os.environ | {"PYTHONHASHSEED": "0", "PYINSTALLER_CONFIG_DIR": str(WORK / "cache")}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--workpath", str(WORK / "work")]
    command += ["--distpath", str(TARGET), str(contents.TOP / "packaging" / "dangqun.spec")]
    with log.open("w", encoding="utf-8") as words:
        done = subprocess.run(command, env=environment, stdout=words, stderr=words, check=False, timeout=1200)
    if done.returncode:
        end = "\n".join(log.read_text("utf-8", "replace").splitlines()[-20:])
        raise SystemExit(f"{end}\n没有做成，PyInstaller 的全部输出在 {log}")


def slim(inside: Path) -> None:
    """Take debugging symbols out of what was linked without stripping."""
    if shutil.which("strip") is None or not sys.platform.startswith("linux"):
        return
    for path in sorted(path for pattern in STRIPPED for path in inside.glob(pattern)):
        subprocess.run(["strip", "--strip-debug", str(path)], check=True, timeout=120)


def installer() -> int:
    """Windows: setup.exe by Inno Setup, where it is installed."""
    compiler = shutil.which("iscc")
    if compiler is None:
        print("没有 Inno Setup（iscc），setup.exe 没有做；把程序文件夹整个复制过去也能用")
        return 0
    script = contents.TOP / "packaging" / "dist" / "windows.iss"
    return subprocess.run([compiler, f"/DVersion={contents.version()}", str(script)], check=False, timeout=900).returncode


def megabytes(path: Path) -> int:
    """Size of a file, or of all files in a folder, rounded."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if not one.is_symlink() and one.is_file()]
    return round(sum(one.stat().st_size for one in files) / 1e6)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
