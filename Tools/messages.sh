# Sourced by the scripts of this folder: what they say, and how they run a noisy command.
# Needs bash with `set -euo pipefail` and the checkout's folder in `root`. Everything said goes to
# standard error.
# shellcheck shell=bash

# Logs, the Python environment and other things of this checkout that are never committed.
readonly ambit_folder="${root:?}/.ambit"

say() {
  echo "$*" >&2
}

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# new_log NAME: sets log to an empty file .ambit/NAME.log.
new_log() {
  log="$ambit_folder/$1.log"
  { mkdir -p "$ambit_folder" && rm -f "$log" && : >"$log"; } 2>/dev/null ||
    fail "cannot write to $ambit_folder: does it belong to another user? Change its owner or remove it"
}

# While a command writes to the log, show its last line on a terminal, in place.
follow() {
  local log="$1" line
  while kill -0 "$$" 2>/dev/null; do
    line="$(tail -n 1 "$log" 2>/dev/null | tr -d '\r' | cut -c "1-$((${COLUMNS:-80} - 3))")"
    printf '\r\033[K  %s' "$line" >&2
    sleep 1
  done
}

# quietly LOG COMMAND…: run a command with its output in .ambit/LOG.log. Where it fails, the end of
# the log is shown and its exit code returned.
quietly() {
  local log code=0 follower=""
  new_log "$1"
  shift
  if [[ -t 2 ]]; then
    follow "$log" &
    follower=$!
  fi
  "$@" </dev/null >"$log" 2>&1 || code=$?
  if [[ -n "$follower" ]]; then
    kill "$follower" 2>/dev/null || true
    wait "$follower" 2>/dev/null || true
    printf '\r\033[K' >&2
  fi
  if ((code != 0)); then
    tail -n 40 "$log" >&2
    say "${0##*/}: '$*' failed with exit code $code; the whole log is $log"
  fi
  return "$code"
}

# Build ambit as it is installed, and set `ambit` to the executable.
# The Swift runtime is linked in, so that the program runs where no toolchain is, and so that what
# the demo and the checks run is what Tools/install installs.
build_release() {
  local options=(--configuration release --static-swift-stdlib --product ambit)
  say "Building ambit in release mode (the first build takes some minutes)"
  (cd "$root" && quietly build swift build "${options[@]}") || exit 1
  ambit="$(cd "$root" && swift build "${options[@]}" --show-bin-path)/ambit"
  [[ -x "$ambit" ]] || fail "the build left no executable at $ambit"
}
