#!/usr/bin/env bash
# The view in a browser. Without Chromium or npm it says so, and tests nothing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../../.."

skip() {
  echo "SKIPPED: the view is not tested in a browser: $1" >&2
  exit 0
}

if [ -z "${CHROMIUM:-}" ]; then
  CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
    skip "there is no chromium (apt-get install chromium, or set CHROMIUM)"
fi
command -v npm >/dev/null || skip "there is no npm (apt-get install npm)"

# As built for the tests of all packages.
cargo build --quiet --profile test --workspace --all-features --exclude inquit-python --example pages
target/debug/examples/pages target/view
npm install --prefix "$here" --no-package-lock --no-audit --no-fund --silent
CHROMIUM=$CHROMIUM PAGES=$PWD/target/view node --test "$here/view.test.js"
