#!/bin/sh
# Makes the lock files: for every platform and Python 3.11 to 3.13, with hashes, naming no index and no folder.
# Wants uv (on the PATH, or in .venv). --no-config keeps a machine's own wheels out of the locks.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v ../.venv/bin/uv || command -v uv) || {
    echo "缺少 uv，请先运行：.venv/bin/python -m pip install uv" >&2
    exit 1
}
for part in "" -test -bench -pg -dist; do
    "$uv" pip compile --no-config --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
        --no-emit-index-url --no-emit-find-links --quiet "$@" "requirements$part.in" -o "requirements$part.lock" >/dev/null
done
