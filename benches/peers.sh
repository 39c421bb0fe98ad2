#!/usr/bin/env bash
# The bench on 1,000 to 1,000,000 made-up cases beside other programs on as many messages, lines, files and commits, in one
# run, as a table for docs/performance.md.
#
#   TTYBENCH=.../ttybench.py benches/peers.sh DATA OUT [PROGRAM...]
#
# TTYBENCH: a harness that runs a program in a terminal and times it. DATA: a folder for the cases, kept for the next run
# (18 KB a case on the disk, and a mail of 4 KB). OUT: a new folder for what each run has left.
# PROGRAM: imr scan neomutt nnn tig fzf less lnav; without any, all that are installed.
# SIZES="1000 10000 100000"  BIG=1000000 (also for imr, scan, fzf, less, lnav; empty: none)  ROUNDS=3
# SETTLE=3000 (ms that the scan behind the first frame has before the keys come)
# IMR=target/release/imr  BARE=1 removes the index before each start  NICE=-10 (as root: other work disturbs less)
#
# Rounds go through all programs, so that noise falls on all. Compare only what one run prints.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=${1:?DATA} out=${2:?OUT}
shift 2
: "${TTYBENCH:?path of the harness}"
mkdir -p "$data" "$out/home/Mail"
data=$(cd "$data" && pwd) out=$(cd "$out" && pwd)
imr=${IMR:-$here/../target/release/imr}
sizes=${SIZES-1000 10000 100000} big=${BIG-} rounds=${ROUNDS:-3}
programs=${*:-imr scan neomutt nnn tig fzf less lnav}
number='CM\d\d-\d{7}'

made() { # SIZE: its workspace
  [ -d "$data/cases-$1" ] || { "$imr" bench-data "$1" "$data/part-$1" >&2 && mv "$data/part-$1" "$data/cases-$1"; }
}
data_of() { python3 "$here/peers.py" data "$1" "$data/cases-$n" "$data/$1-$n"; }

run() { # OPTIONS... -- COMMAND
  python3 "$TTYBENCH" run --label "$program/$n" --json "$out/$program-$n.$round.json" --nice "${NICE:-0}" --ready-timeout 600 \
    --env HOME="$out/home" --env IMR_NOW=2026-11-22T09:00 --env XDG_CONFIG_HOME --env XDG_CACHE_HOME "$@" >>"$out/log" 2>&1 ||
    echo "$program/$n was not ready: $out/log" >&2
}
moves() { # DOWN-KEY UP-KEY PAGE-KEY [STEPS before the idle time]
  # The bar down and up and down: of fewer keys the 99th percentile would be the worst one.
  M=(-s settle -s "down: key $1*25" -s "down: key $2*25" -s "down: key $1*25" -s "down: key $2*25" -s "_reach: key $1*40"
    -s "scroll: key $1*40" -s "page: key $3*6" -s 'sleep 1000' "${@:4}" -s 'idle: idle 4')
}

p_imr() {
  moves j k PgDn
  # The scan stands still while keys come: at a million, its rest is still to be done.
  [ "$n" != "$big" ] || moves j k PgDn -s 'sleep 5000' -s '_looked: expect (?s)\A(?!.*files looked at)'
  # A bench goes on where the last one stopped: each begins at the first row.
  rm -rf "$data/cases-$n/.imr/sessions"
  [ -z "${BARE-}" ] || rm -rf "$data/cases-$n/.imr/index" "$data/cases-$n"/.imr/index.*
  run --until-timeout 120 --ready "$number" --max 20000 -s "all: expect $n of $n cases" -s "sleep ${SETTLE:-3000}" "${M[@]}" -s '_home: key Home' -s 'quiet 200' \
    -s '_line: key \' -s 'filter: type acup' -s '_keep: key Enter' -s 'quiet 60' -s 'open: press Enter until 2 Findings' \
    -s 'back: gone q until 2 Findings' -s 'quit: key q' -- "$imr" -C "$data/cases-$n"
}
# A plain scan of the same files, by two processes, and nothing done with them.
p_scan() {
  run --any-exit --ready '^scanned' -- sh -c "find '$data/cases-$n/cases' -name '*.yaml' -print0 |
    xargs -0 -P2 -n5000 cat >/dev/null && echo scanned"
}
p_neomutt() {
  moves j k PgDn
  data_of mail
  mkdir -p "$out/headers-$n"
  printf 'set %s\n' sleep_time=0 wait_key=no mail_check=3600 mark_old=no mbox_type=Maildir "header_cache=$out/headers-$n/" >"$out/muttrc"
  local command=(neomutt -n -F "$out/muttrc" -f "$data/mail-$n")
  if [ "$round" = 1 ]; then # fills the header cache, and counts as no run
    round=fill run --ready "^ *\d+ .*$number" -s settle -s 'quit: key x' -- "${command[@]}"
    rm -f "$out/neomutt-$n.fill.json"
  fi
  run --ready "^ *\d+ .*$number" "${M[@]}" -s '_limit: press l until imit to' -s '_word: type ~s acup' -s 'limit: press Enter until cupuncture' \
    -s 'open: press Enter until ^Message-ID' -s 'back: gone i until ^Message-ID' -s 'quit: key x' -- "${command[@]}"
}
p_nnn() {
  moves j k PgDn
  run --ready "$number" "${M[@]}" -s '_slash: key /' -s 'names: type 777' -s '_keep: key Enter' -s 'quit: key q' -- nnn "$data/cases-$n/cases"
}
p_tig() {
  moves j k PgDn
  data_of git
  run --ready "$number" "${M[@]}" -s 'open: press Enter until ^AuthorDate' -s 'back: key q' -s 'quit: key q' -- tig -C "$data/git-$n"
}
p_fzf() {
  moves Up Down PgUp
  data_of lines
  run --max 4000 --ready "$number" -s "all: expect $n/$n" "${M[@]}" -s 'quiet 400' -s 'filter: type acup' -s 'quit: key Esc' \
    -- sh -c "exec fzf < '$data/lines-$n'"
}
p_less() {
  moves j k PgDn
  data_of lines
  run --ready "^$number" "${M[@]}" -s 'quit: key q' -- less -S "$data/lines-$n"
}
p_lnav() {
  data_of lines
  run --ready "$number" -s settle -s 'quit: key q' -- lnav -N "$data/lines-$n"
}

for round in $(seq "$rounds"); do
  for program in $programs; do
    case $program in imr | scan) ;; *) command -v "$program" >/dev/null || continue ;; esac
    on=$sizes
    case $program in imr | scan | fzf | less | lnav) on="$sizes $big" ;; esac
    for n in $on; do
      made "$n"
      "p_$program"
    done
  done
done
python3 "$here/peers.py" table "$out" | tee "$out/table.md"
