#!/bin/sh
# What can be said without running the code; with `python` or `phone` only of that half. Called by ./test and
# `make check` from the root of the checkout.
set -eu

step() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }

lint_python() {
  step "Python: lint, format, types, imports"
  ruff check .
  ruff format --check .
  mypy
  lint-imports
  python scripts/generate_kinds.py --check ||
    { echo "pwa/src/domain/kinds.ts is not what sync/kinds says. To mend: make kinds" >&2; exit 1; }
}

lint_phone() {
  step "TypeScript: types, lint, format, imports, dead code"
  (cd pwa && npm run --silent check)
}

case ${1:-all} in
  python) lint_python ;;
  phone) lint_phone ;;
  # Not joined by &&, which would let each but the last step of the first fail unheard.
  *)
    lint_python
    lint_phone
    ;;
esac
