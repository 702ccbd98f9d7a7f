# Sourced by tests/run for every part: where things are, and how a part gets what it needs. Everything installed goes
# into the cache folder, once, except Debian packages, which go to the system when their program is missing.

repo=$PWD
cache=${XDG_CACHE_HOME:+$XDG_CACHE_HOME/tieout-tests}
cache=${cache:-$repo/.cache}
mkdir -p "$cache"
shared=$repo/../shared     # annotated transcripts of others; not part of this repository
sample=$repo/tests/fixtures/sample/halden-optics-2031-q2.txt
. tests/parts/rust-home.sh
export CARGO_TERM_COLOR=never

# say MESSAGE...: why a part cannot go on, then fail.
fail() { printf '%s\n' "$*" >&2; exit 1; }

# once NAME COMMAND...: runs an install command in a new folder, up to three times; the folder becomes $cache/NAME only
# when it succeeded.
# The folder's name must change whenever the command does.
once() {
  local folder=$cache/$1; shift
  [ -d "$folder" ] && return
  local attempt
  for attempt in 1 2 3; do
    rm -rf "$folder.part"; mkdir -p "$folder.part"
    # In the background, since what stands in a condition goes on behind a command that failed.
    (cd "$folder.part"; "$@") > "$folder.log" 2>&1 &
    if wait $!; then mv "$folder.part" "$folder"; return; fi
    # A registry that did not answer may answer the next time.
    tail -n 20 "$folder.log" >&2; echo "attempt $attempt to install $(basename "$folder") failed" >&2
  done
  fail "cannot install $folder"
}

# debian PROGRAM PACKAGE...: installs the packages if the program is missing.
debian() {
  local program=$1; shift
  # A file, not a part of the same name.
  type -P "$program" > /dev/null && return
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  echo "installing $* for $program"
  { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@"; } > "$cache/apt.log" 2>&1 ||
    { tail -n 5 "$cache/apt.log" >&2; fail "$program is missing and could not be installed; install: $*"; }
}

# newer_debian: a folder with newer editors than this system has, unpacked there without installing anything.
newer_debian() {
  debian mmdebstrap mmdebstrap
  local mirror
  mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -m 1 -v security) ||
    fail "apt names no package source"
  once debian-trixie mmdebstrap --quiet --variant=extract --include=neovim,hx trixie root "deb $mirror trixie main"
  newer=$cache/debian-trixie/root
}

# from_newer PROGRAM ARGS...: a program of that folder, with its own loader and libraries but this system's files.
from_newer() {
  local program=$1 lib=$newer/usr/lib/x86_64-linux-gnu; shift
  "$newer/usr/lib64/ld-linux-x86-64.so.2" --argv0 "$program" --library-path "$lib" "$newer/usr/bin/$program" "$@"
}

# need_server: builds the server and exports where it is; every part but those of Rust itself needs it.
need_server() {
  [ -z "${TIEOUT_SERVER:-}" ] || return 0
  cargo build --release --quiet -p tieout
  TIEOUT_SERVER=$(cargo metadata --format-version 1 --no-deps |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')/release/tieout
  export TIEOUT_SERVER
  "$TIEOUT_SERVER" --version
}
