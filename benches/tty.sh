#!/usr/bin/env bash
# Key to screen, bytes a key and a held key over a slow line, beside neomutt in the same run.
#
#   benches/tty.sh TTYBENCH CASES MAILDIR [ROUNDS]
#
# TTYBENCH: a harness that runs a program in a terminal and times it (ttybench.py); CASES: a workspace of some hundred cases;
# MAILDIR: as many mails. Needs `cargo build --release` and neomutt. Compare only what one run prints: times of another
# run had another machine.
set -euo pipefail
tty=${1:?TTYBENCH} cases=${2:?CASES} mails=${3:?MAILDIR} rounds=${4:-3}
imr=$(cd "$(dirname "$0")/.." && pwd)/target/release/imr
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
printf 'set sleep_time=0\nset wait_key=no\nset mail_check=3600\nset mark_old=no\nset mbox_type=Maildir\n' >"$out/muttrc"
mkdir -p "$out/home/Mail"
moves=(-s settle -s '_top: press Home until .' -s 'down: key j*25' -s '_reach: key j*15' -s 'scroll: key j*40' -s 'page: key PgDn*6' -s 'idle: idle 2')

run() { # LABEL READY OPTIONS... -- COMMAND
  local label=$1 ready=$2
  shift 2
  python3 "$tty" run --label "$label" --json "$out/$label.$round.json" --env HOME="$out/home" \
    --env IMR_NOW=2026-11-22T09:00 --ready "$ready" "$@" >"$out/log" 2>&1 || cat "$out/log"
}

for round in $(seq "$rounds"); do
  run neomutt '^ *\d+ .*C-\d{7}' "${moves[@]}" -s 'quit: key x' -- neomutt -n -F "$out/muttrc" -f "$mails"
  run imr 'CM\d\d-' "${moves[@]}" -s 'open: press Enter until 2 Findings' -s '_edit: key e' \
    -s 'type: type The films are needed to decide.' -s '_done: key Esc' -s '_back: key q' -s 'quit: key q' -- "$imr" -C "$cases"
  run imr-20kB 'CM\d\d-' --slow-link 20000 --link-buffer 262144 --quiet 100 --max 20000 -s settle -s '_top: press Home until .' \
    -s 'hold: hold j*60@30' -s '_back: key q' -- "$imr" -C "$cases"
done
python3 "$tty" table "$out"/*.json
