;;; tieout.el --- earnings-call transcripts with eglot  -*- lexical-binding: t -*-

;;; Commentary:
;; Put the program tieout on `exec-path', load this file, and M-x earnings-call-mode in a transcript
;; (or visit a file whose name ends in .earnings-call).

;;; Code:

(require 'eglot)

;;;###autoload
(define-derived-mode earnings-call-mode text-mode "Earnings-Call"
  "Major mode for transcripts of earnings calls."
  (visual-line-mode 1)
  (eglot-ensure))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.earnings-call\\'" . earnings-call-mode))

(add-to-list 'eglot-server-programs
             '((earnings-call-mode :language-id "earnings-call") . ("tieout" "lsp")))

(provide 'tieout)
;;; tieout.el ends here
