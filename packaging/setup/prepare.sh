#!/bin/sh
# Makes .venv ready for what is asked: to run the program, or with `test`, `bench` or `pg` for what make calls so.
# `dist` makes an environment of its own in out/build/venv: the frozen program would take along what else is there.
# A copy of each installed lock is kept in .venv: as long as it equals the lock, nothing is installed again,
# so a second start is at once and a changed lock is installed.
set -eu
setup=$(cd "$(dirname "$0")" && pwd)
locks=$(dirname "$setup")
venv=$(dirname "$locks")/.venv

healthy() {
    "$venv/bin/python" -c 'import pip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null
}

make_venv() {
    python=$(sh "$setup/python.sh")
    echo "正在建立运行环境 ${venv##*/}（$("$python" --version)）" >&2
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

# The locks are complete, so pip need not resolve (--no-deps) and takes only files with the hashes written there.
install() {
    cmp -s "$locks/$1" "$venv/$1" && return 0
    echo "正在安装 $1 …" >&2
    if ! PIP_USER=0 "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
            --no-deps --require-hashes -r "$locks/$1" >&2; then
        echo "安装没有完成：请检查网络或 pip 的镜像设置，然后重新运行同一命令。" >&2
        return 1
    fi
    cp "$locks/$1" "$venv/$1"
}

if [ "${1:-run}" = dist ]; then
    venv=$(dirname "$locks")/out/build/venv
fi
healthy || make_venv
install requirements.lock
case "${1:-run}" in
    run) ;;
    test) sh "$setup/screen.sh"; install requirements-test.lock ;;
    bench | pg) install requirements-test.lock; install "requirements-$1.lock" ;;
    dist) install requirements-dist.lock; sh "$setup/freezing.sh" "$venv/bin/python" ;;
    *) echo "用法：prepare.sh [run|test|bench|pg|dist]" >&2; exit 2 ;;
esac
