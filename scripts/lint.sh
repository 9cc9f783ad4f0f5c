#!/bin/sh
# What can be said without running the code. Called by ./test and `make check` from the root of the checkout.
set -eu

step() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }

step "Python: lint, format, types, imports"
ruff check .
ruff format --check .
mypy
lint-imports
python scripts/generate_kinds.py --check ||
  { echo "pwa/src/domain/kinds.ts is not what sync/kinds says. To mend: make kinds" >&2; exit 1; }

step "TypeScript: types, lint, format, imports, dead code"
cd pwa
npm run --silent check
