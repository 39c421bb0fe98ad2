#!/usr/bin/env bash
# What the size of the queue has no part in, on a copy of the sample workspace: a key held over a slow line beside tig, typing
# beside vim, a determination saved, and the first frame on a terminal that answers nothing or late.
#
#   benches/tty.sh TTYBENCH OUT
#
# TTYBENCH: a harness that runs a program in a terminal and times it (ttybench.py). OUT: a new folder for what each run has
# left. Needs `cargo build --release`, git, and for the peers tig and vim. ROUNDS=3  IMR=target/release/imr  NICE=-10
# Compare only what one run prints.
set -euo pipefail
tty=${1:?TTYBENCH} out=${2:?OUT}
top=$(cd "$(dirname "$0")/.." && pwd)
imr=${IMR:-$top/target/release/imr}
mkdir -p "$out/home" "$out/git"
out=$(cd "$out" && pwd)
seed=CM15-0000001
words='The films are needed to decide.'

run() { # LABEL OPTIONS... -- COMMAND
  python3 "$tty" run --label "$1" --json "$out/$1.$round.json" --nice "${NICE:-0}" --env HOME="$out/home" \
    --env IMR_NOW=2026-11-22T09:00 --env XDG_CONFIG_HOME --env XDG_CACHE_HOME "${@:2}" >>"$out/log" 2>&1 || echo "$1: $out/log" >&2
}
fresh() { # a workspace in which nothing was done
  rm -rf "$out/work"
  mkdir "$out/work"
  cp -r "$top"/{cases,guidelines,records,imr.yaml,reviewers.yaml} "$out/work"
}
# Decided but for the two keys that are measured: the preview, and the key that writes.
decided() {
  fresh
  printf 'Sensation is reduced in the left arm. Therefore, the X-ray is medically necessary.\n' >"$out/why.txt"
  {
    "$imr" -C "$out/work" decide $seed --item 1 --outcome overturned --rationale "$out/why.txt"
    "$imr" -C "$out/work" attest $seed --yes
  } >>"$out/log" 2>&1 || true
}
if [ ! -d "$out/git/.git" ]; then # as many commits as a long queue has cases, the tree the same in each
  git -C "$out/git" init -q
  for n in $(seq 3000); do
    printf 'commit refs/heads/main\ncommitter A <a@b> %d +0000\ndata 16\ncase CM26-%06d\n\n' $((1700000000 + n)) "$n"
  done | git -C "$out/git" fast-import --quiet
  git -C "$out/git" symbolic-ref HEAD refs/heads/main
fi
slow=(--slow-link 20000 --link-buffer 262144 --quiet 100 --max 30000)

for round in $(seq "${ROUNDS:-3}"); do
  fresh
  "$imr" bench-data 300 "$out/many" >>"$out/log" 2>&1 || true
  run imr-20kB --ready 'CM\d\d-' "${slow[@]}" -s settle -s 'hold-j: hold j*60@30' -s 'sleep 500' -s 'hold-Tab: hold Tab*60@30' -s '_quit: key q' -- "$imr" -C "$out/many"
  run imr-bench-20kB --ready '2 Findings' "${slow[@]}" -s settle -s 'hold-j: hold j*60@30' -s 'sleep 500' -s 'hold-Tab: hold Tab*60@30' -s '_back: key q' -- "$imr" -C "$out/work" $seed
  ! command -v tig >/dev/null || run tig-20kB --ready 'CM26' "${slow[@]}" -s settle -s 'hold-j: hold j*60@30' -s '_quit: key q' -- tig -C "$out/git"

  fresh
  run imr --ready '2 Findings' -s settle -s '_edit: key e' -s "type: type $words" -s '_done: key Esc' -s '_back: key q' -s 'quit: key q' -- "$imr" -C "$out/work" $seed
  ! command -v vim >/dev/null || run vim --ready '~' -s settle -s '_edit: key i' -s "type: type $words" -s '_done: key Esc' -- vim -u NONE -n
  decided
  run imr-save --ready '2 Findings' -s settle -s '_preview: press F until y write it' -s 'sleep 700' -s 'save: press y until determinations.CM15' -s '_quit: key q' -- "$imr" -C "$out/work" $seed
  for how in '' --mute '--answer-delay 100'; do
    fresh
    # shellcheck disable=SC2086
    run "imr-start${how:+-${how//[- 0-9]/}}" $how --ready 'CM\d\d-' -s settle -s 'quit: key q' -- "$imr" -C "$out/work"
  done
done
python3 "$tty" table "$out"/*.json
