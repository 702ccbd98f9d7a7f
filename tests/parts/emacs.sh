# Emacs with eglot and the configuration in editors/emacs.
emacs() {
  debian emacs emacs-nox elpa-eglot
  need_server
  local work
  work=$(mktemp -d)
  cp "$sample" "$work/"
  HOME=$work PATH=$(dirname "$TIEOUT_SERVER"):$PATH REPO=$repo CALL=$work/$(basename "$sample") SEEDS=$shared/seeds \
    command emacs -Q --batch -l tests/editors/emacs/eglot.el
}
