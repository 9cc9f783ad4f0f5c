#!/bin/sh
# Write the lock files anew from pyproject.toml; `sh scripts/lock.sh --upgrade` takes newer versions too.
# The locks name no host: pip and uv take the packages from wherever this machine takes its packages.
set -eu

lock() {
  output=$1
  shift
  uv pip compile pyproject.toml "$@" --quiet --output-file "$output" --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-annotate --no-header
}

lock requirements.lock --extra build ${1:-}
lock requirements-test.lock --extra build --extra test ${1:-}
grep -A 100 '^uv==' requirements-test.lock | awk 'NR > 1 && /^[a-z]/ { exit } { print }' >scripts/uv.lock
