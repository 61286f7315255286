#!/bin/sh
# Prints the path of a Python that can run the program: 3.11 to 3.13, with venv, pip's seed and tkinter.
# A name on the PATH is not enough (version managers leave shims that fail), so each candidate is really started.
# None there: as root apt brings one; else one sentence says which line brings it, and the exit code is 1.
set -u
packages="python3-venv python3-tk"

first_that_runs() {
    for name in python3.13 python3.12 python3.11 python3; do
        found=$(command -v "$name" 2>/dev/null) || continue
        if "$found" -c 'import ensurepip, sys, tkinter, venv
sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' </dev/null >/dev/null 2>&1; then
            printf '%s\n' "$found"
            return 0
        fi
    done
    return 1
}

first_that_runs && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "正在安装：$packages" >&2
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # two package names
    apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends $packages >&2
    first_that_runs && exit 0
fi
echo "没有可用的 Python 3.11–3.13（须带 venv 和 tkinter），请先运行：sudo apt-get install $packages" >&2
exit 1
