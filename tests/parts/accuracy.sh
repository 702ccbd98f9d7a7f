# What the server reads, measured against annotated transcripts, and that our fixtures are our own.

accuracy() {
  [ -d "$shared/gold" ] || { echo "no annotated transcripts in $shared"; exit 77; }
  need_server
  local measured=$cache/accuracy.json
  python3 "$shared/tools/score.py" --tieout "$TIEOUT_SERVER" --gold "$shared/gold" --texts "$shared/seeds" \
    --show 3 --json "$measured" all
  python3 tests/accuracy/floors.py "$measured" tests/accuracy/floors.toml
}

originality() {
  [ -f "$shared/tools/copied.py" ] || { echo "no transcripts of others in $shared"; exit 77; }
  python3 "$shared/tools/copied.py"
}
