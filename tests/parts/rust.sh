# The server's own tests.
format() { cargo fmt --all --check; }
lint() { cargo clippy --workspace --all-targets --quiet -- -D warnings; }
build() { need_server; }

# Tests that need transcripts of others are ignored, and so counted as skipped, where there are none.
test() {
  if [ -d "$shared/gold" ]; then
    cargo test --workspace --quiet -- --include-ignored --skip other_annotations_are_measured
  else
    cargo test --workspace --quiet
  fi
}
