# The extension: its types and its package; then a real workbench and a real extension host that have it installed.
# The workbench is VS Code's own, served on this machine, and Chromium shows it.

extension=$repo/editors/vscode

vscode_package() {
  pack_extension
  (cd "$extension" && npm run --silent check)
  VSIX=$cache/tieout.vsix node --test --test-reporter=spec tests/editors/vscode/package.test.mjs
}

# pack_extension: the extension with the server of this platform, as $cache/tieout.vsix.
pack_extension() {
  need_server
  local wanted installed=$extension/node_modules/.installed
  wanted=$(sha256sum < "$extension/package-lock.json")
  if [ "$(cat "$installed" 2> /dev/null)" != "$wanted" ]; then
    (cd "$extension" && npm ci --loglevel=error --no-audit --ignore-scripts)
    echo "$wanted" > "$installed"
  fi
  (cd "$extension" && node package.mjs --server "$TIEOUT_SERVER" --out "$cache/tieout.vsix") > "$cache/vsix.log" 2>&1 ||
    { tail -n 20 "$cache/vsix.log"; fail 'vsce refused the package'; }
}

# Its pictures are in the cache; SCREENSHOTS=docs/images puts those that the documentation shows there.
vscode_screen() {
  serve_workbench
  PLAYWRIGHT=$cache/playwright-1.56.1 SHOTS=$cache/screenshots DOCS=${SCREENSHOTS:-$cache/screenshots} ORIGIN=$origin FOLDER=$folder \
    SETTINGS=$data/data/Machine/settings.json node tests/editors/vscode/screen.mjs
}

vscode_host() {
  serve_workbench
  PLAYWRIGHT=$cache/playwright-1.56.1 SEEDS=$shared/seeds ORIGIN=$origin FOLDER=$folder \
    TESTS=$repo/tests/editors/vscode/host node tests/editors/vscode/host.mjs "$report"
}

# serve_workbench: a workbench with the packed extension, and a folder with calls for it to open, until the part ends.
# Its server is the one inside the package: TIEOUT_SERVER is taken away from it.
serve_workbench() {
  pack_extension
  once playwright-1.56.1 npm install --loglevel=error --ignore-scripts --no-package-lock --prefix . playwright-core@1.56.1
  once vscode-1.100.3 install_workbench
  debian chromium chromium fonts-dejavu-core
  local port
  work=$(mktemp -d) data=$work/data folder=$work/calls report=$work/report.txt
  trap 'kill -- "-$server_pid" 2> /dev/null || true; rm -rf "$work"' EXIT
  mkdir -p "$folder" "$data/data/User" "$data/data/Machine"
  cp "$sample" "$folder/"
  cp tests/editors/vscode/settings.json "$data/data/User/settings.json"
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  origin=http://127.0.0.1:$port
  local workbench=(node "$cache/vscode-1.100.3/node_modules/code-server/lib/vscode/out/server-main.js"
    --accept-server-license-terms --server-data-dir "$data" --extensions-dir "$data/extensions")
  "${workbench[@]}" --install-extension "$cache/tieout.vsix" > "$cache/workbench.log" 2>&1 ||
    { tail -n 20 "$cache/workbench.log"; fail 'the workbench did not take the package'; }
  env -u TIEOUT_SERVER REPORT="$report" SEEDS="$shared/seeds" setsid "${workbench[@]}" --host 127.0.0.1 --port "$port" --without-connection-token \
    --telemetry-level off --disable-workspace-trust >> "$cache/workbench.log" 2>&1 &
  server_pid=$!
  for _ in $(seq 150); do
    if curl --silent --fail --output /dev/null "$origin/"; then return; fi
    sleep 0.2
  done
  fail 'the workbench did not answer'
}

# The workbench from the npm registry alone. The scripts of its package fetch from elsewhere and refuse root, so they
# stay off, and VS Code's own entry is run instead.
install_workbench() {
  npm install --loglevel=error --ignore-scripts --no-package-lock --prefix . code-server@4.100.3
  cd node_modules/code-server/lib/vscode
  npm install --silent --omit=dev --ignore-scripts
}
