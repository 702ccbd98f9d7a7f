# Helix in a terminal that tmux keeps, with the configuration in editors/helix.
helix() {
  newer_debian
  debian tmux tmux
  need_server
  # Each command of tmux runs a shell anew: what it needs is in a script.
  local work screen
  work=$(mktemp -d)
  mkdir -p "$work/config/helix" "$work/calls"
  cp "$sample" "$work/calls/"
  cp editors/helix/languages.toml "$work/config/helix/"
  printf '[editor.inline-diagnostics]\ncursor-line = "hint"\n' > "$work/config/helix/config.toml"
  cat > "$work/hx" << SCRIPT
#!/bin/sh
export XDG_CONFIG_HOME=$work/config HOME=$work TERM=xterm-256color HELIX_RUNTIME=$newer/usr/lib/hx/runtime
export PATH=$(dirname "$TIEOUT_SERVER"):\$PATH
cd $work/calls
exec $newer/usr/lib64/ld-linux-x86-64.so.2 --argv0 hx --library-path $newer/usr/lib/x86_64-linux-gnu $newer/usr/bin/hx "\$@"
SCRIPT
  chmod +x "$work/hx"
  "$work/hx" --version
  WORK=$work bash tests/editors/helix/drive.sh "$work/hx" "$(basename "$sample")"
}
