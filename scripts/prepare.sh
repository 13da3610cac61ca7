# Sourced by try.sh and test.sh: system libraries for the PDF, a virtual environment in .venv. POSIX sh.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "== $*"; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo "$@"
  elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then sudo "$@"
  else return 1
  fi
}

have_pango() {
  { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q libpangoft2-1.0 &&
    { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q libharfbuzz-subset
}

find_python() {
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null 2>&1 &&
      "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  return 1
}

if command -v apt-get >/dev/null 2>&1; then
  wanted=""
  have_pango || wanted="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
  if ! find_python >/dev/null || ! "$(find_python)" -c 'import venv, ensurepip' 2>/dev/null; then
    wanted="$wanted python3 python3-venv"
  fi
  if [ -n "$wanted" ]; then
    say "Installing with apt-get:$(printf ' %s' $wanted)"
    # shellcheck disable=SC2086
    as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null ||
      say "Could not install them without root; without Pango there is no PDF. Ask for: apt-get install$(printf ' %s' $wanted)"
  fi
elif command -v brew >/dev/null 2>&1; then
  brew list pango >/dev/null 2>&1 || { say "Installing with brew: pango"; brew install -q pango; }
fi

python=$(find_python) || { say "Python 3.11 or later is needed, and none was found."; exit 3; }
say "Using $("$python" --version)"
[ -x .venv/bin/python ] || { say "Making a virtual environment in .venv"; "$python" -m venv .venv; }
