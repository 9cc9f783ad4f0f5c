# Sourced by ./run and ./test: installs what is missing into the checkout. POSIX sh.
#
# Each step leaves a stamp with the sum of what it read, so that a second call does nothing and takes no time.

set -eu
cd "$(dirname "$0")"
ROOT=$PWD
PYTHON=${PYTHON:-python3}
# The checkout's tools first; nothing of another activated environment.
PATH=$ROOT/.venv/bin:$PATH
VIRTUAL_ENV=$ROOT/.venv
export PATH VIRTUAL_ENV
# Trust whom the machine trusts: an office that reads its own traffic has a certificate of its own.
UV_SYSTEM_CERTS=1
NODE_USE_SYSTEM_CA=1
export UV_SYSTEM_CERTS NODE_USE_SYSTEM_CA
unset PYTHONHOME PYTHONPATH

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }
sum() { cat "$@" | cksum | tr -d ' '; }
stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

# system PACKAGE...: install Debian packages where that is allowed, else say what is missing.
system() {
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  if command -v apt-get >/dev/null 2>&1 && { [ -z "$as_root" ] || command -v sudo >/dev/null 2>&1; }; then
    say "Installing $* with apt-get"
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
  else
    stop "Please install $* and start again."
  fi
}

# python_packages LOCK: the environment .venv, its packages by their hashes, and the doorstep command.
python_packages() {
  lock=$1
  wanted=$(sum "$lock" scripts/uv.lock pyproject.toml)
  stamp=.venv/.stamp-$lock
  if stamped "$stamp" "$wanted" || stamped .venv/.stamp-requirements-test.lock "$(sum requirements-test.lock scripts/uv.lock pyproject.toml)"; then
    return
  fi
  "$PYTHON" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    system python3 python3-venv
  "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Doorstep needs Python 3.11 or newer; $PYTHON is older. Name another: PYTHON=python3.12 $0"
  if [ ! -x .venv/bin/python ]; then
    say "Making a Python environment in .venv"
    "$PYTHON" -m venv .venv
  fi
  say "Installing Python packages ($lock)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r scripts/uv.lock
  .venv/bin/uv pip install --compile-bytecode --require-hashes -r "$lock"
  .venv/bin/uv pip install --quiet --no-build-isolation --no-deps --editable .
  echo "$wanted" >"$stamp"
}

# node_packages: what the phone app is built and checked with.
node_packages() {
  wanted=$(sum pwa/package.json pwa/package-lock.json)
  if stamped pwa/node_modules/.stamp "$wanted"; then return; fi
  say "Installing packages of the phone app (Node $(node --version))"
  (cd pwa && npm ci --no-progress --loglevel=error)
  echo "$wanted" >pwa/node_modules/.stamp
}

# phone_app: build the PWA when a source is newer than the last build that went well.
phone_app() {
  node_packages
  if [ -f pwa/dist/.built ]; then
    changed=$(find pwa/src pwa/public pwa/build pwa/index.html pwa/vite.config.ts pwa/package-lock.json \
      -newer pwa/dist/.built 2>/dev/null | head -n 1)
    if [ -z "$changed" ]; then return; fi
  fi
  say "Building the phone app"
  (cd pwa && npm run --silent build >&2)
  touch pwa/dist/.built
}

# browser: Chromium, for the browser tests.
browser() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
      CHROMIUM=$(command -v "$name")
      export CHROMIUM
      return
    fi
  done
  [ -z "${CHROMIUM:-}" ] || stop "CHROMIUM=$CHROMIUM is not a program."
  system chromium
}

# throw_away: let what the tests write lie in memory where there is plenty; a disk takes it several times as long.
throw_away() {
  memory=/dev/shm
  [ -z "${TMPDIR:-}" ] && [ -w "$memory" ] || return 0
  [ "$(df -Pk "$memory" | awk 'NR == 2 { print $4 }')" -gt 6000000 ] || return 0
  # PostgreSQL's programs may have to be copied there and started.
  probe=$(mktemp "$memory/doorstep-XXXXXX")
  printf '#!/bin/sh\n' >"$probe"
  chmod +x "$probe"
  if "$probe" 2>/dev/null; then
    TMPDIR=$memory
    export TMPDIR
  fi
  rm -f "$probe"
}
