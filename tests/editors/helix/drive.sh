#!/usr/bin/env bash
# drive.sh HX FILE : types into Helix and reads its screen.
set -u
hx=$1 file=$2 session=helix-$$ passed=0 failed=0
trap 'tmux kill-session -t $session 2> /dev/null' EXIT

# sees NAME TEXT...: waits until each text stands on the screen, which may break lines where it likes.
sees() {
  local name=$1 screen text; shift
  for text in "$@"; do
    for _ in $(seq 100); do
      screen=$(tmux capture-pane -p -t $session 2>&1)
      if tr -s '│ \n' ' ' <<< "$screen" | grep -qF -- "$text"; then continue 2; fi
      sleep 0.1
    done
    echo "FAIL $name: no '$text' on the screen:"; echo "$screen"
    failed=$((failed + 1))
    return
  done
  echo "ok   $name"
  passed=$((passed + 1))
}
press() { tmux send-keys -t $session "$@"; }
escape() { press Escape; sleep 0.4; }

line_of() { grep -nF -- "$1" "$WORK/calls/$file" | head -n 1 | cut -d: -f1; }

tmux new-session -d -s $session -x 140 -y 45 "$hx" "$file"
sees 'the call opens' 'Halden Optics'
press "$(line_of '51%')" g g; sees 'the wrong share is a finding on its line' 'says 51%'
escape
press "$(line_of 'Revenue was $96.7 million')" g g; press f '$' Space k
sees 'hover tells value and metric' '96,700,000' 'revenue'
escape; escape
press Space s
sees 'the outline lists the resolved speakers' 'Whitlock'
escape
press "$(line_of '51%')" g g; sleep 0.4; press / '51%' Enter; sleep 0.4; press Space a
sees 'what can be done about the finding' '15%'
escape; escape
press ':q!' Enter
echo "$passed passed, $failed failed"
[ $failed = 0 ]
