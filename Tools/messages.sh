# Sourced by the scripts of this folder: what they say, and how they run a noisy command.
# Needs bash with `set -euo pipefail`. Everything goes to standard error.
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

# quietly LOG COMMAND…: run a command with its output in .ambit/LOG.log. Where it fails, the end of
# the log is shown and its exit code returned.
quietly() {
  local log="$ambit_folder/$1.log" code=0
  shift
  mkdir -p "$ambit_folder" || fail "cannot write to $root: check its owner and permissions"
  "$@" </dev/null >"$log" 2>&1 || code=$?
  if ((code != 0)); then
    tail -n 40 "$log" >&2
    say "${0##*/}: '$*' failed with exit code $code; the whole log is $log"
  fi
  return "$code"
}
