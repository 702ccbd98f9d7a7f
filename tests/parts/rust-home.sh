# Sourced wherever cargo is called.
# With an empty home, cargo's proxy finds neither toolchain nor registry; both stand beside the proxy itself.
if ! cargo --version > /dev/null 2>&1 && proxy=$(command -v cargo); then
  rust_home=$(dirname "$(dirname "$(dirname "$proxy")")")
  export RUSTUP_HOME=$rust_home/.rustup CARGO_HOME=$rust_home/.cargo
fi
