# How long a keystroke takes to its diagnostics, as an editor sees it, beside a server that does nothing.
speed() {
  [ -f "$shared/tools/lspbench.py" ] || { echo "no load client in $shared"; exit 77; }
  need_server
  local measured=$cache/speed.json call
  local documents=(--doc "$sample")
  for call in "$shared"/seeds/001_*.txt; do documents+=(--doc "$call"); done
  python3 "$shared/tools/lspbench.py" --null --server "tieout=$TIEOUT_SERVER lsp" "${documents[@]}" \
    --edits 200 --hovers 100 --startup-repeats 5 --out "$measured"
  python3 tests/speed/limits.py "$measured"
}
