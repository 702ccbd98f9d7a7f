# The server's own tests.
format() { cargo fmt --all --check; }
lint() { cargo clippy --workspace --all-targets --quiet -- -D warnings; }
build() { need_server; }
test() { cargo test --workspace --quiet; }
