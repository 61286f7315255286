#!/bin/sh
# Brings what PyInstaller needs of the system: objdump, and on Debian the shared library of Python. $1 is the Python
# of the environment it is installed in. Through apt when that is allowed; else one sentence, and the exit code is 1.
set -u
python=$1
packages="binutils $("$python" -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])')"

complete() {
    command -v objdump >/dev/null 2>&1 || return 1
    "$python" -c 'from PyInstaller.depend.bindepend import get_python_library_path as found
found()' >/dev/null 2>&1
}

[ "$(uname -s)" = Linux ] || exit 0
complete && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "正在安装：$packages" >&2
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # two package names
    apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends $packages >&2
    complete && exit 0
fi
echo "做安装包还缺少工具，请先运行：sudo apt-get install $packages" >&2
exit 1
