#!/usr/bin/env bash
# Prints the size of the wheel, the number of crates that the library needs by default, and how long a
# cold build of it takes.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

crates=$(cargo tree --package inquit --edges normal --prefix none | awk '{ print $1 }' | sort -u | wc -l)
echo "crates in the default tree: $crates"

start=$(date +%s.%N)
CARGO_TARGET_DIR="$scratch/target" cargo build --quiet --release --package inquit
end=$(date +%s.%N)
awk -v a="$start" -v b="$end" 'BEGIN { printf "cold build of the library, release: %.1f s\n", b - a }'

python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" wheel --quiet --no-deps --wheel-dir "$scratch/wheel" ./python
for wheel in "$scratch"/wheel/*.whl; do
    awk -v n="$(stat -c %s "$wheel")" 'BEGIN { printf "wheel: %.2f MB\n", n / 1e6 }'
done
