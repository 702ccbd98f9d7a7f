;; emacs -Q --batch -l eglot.el : the configuration in editors/emacs with the real server.  -*- lexical-binding: t -*-
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa") ; -Q leaves Debian's packages out
(package-initialize)
(load (expand-file-name "editors/emacs/tieout.el" (getenv "REPO")) nil t)
(require 'flymake)
(setq eglot-sync-connect t eglot-autoshutdown t)

(defvar passed 0)
(defvar failed 0)

(defun check (name good detail)
  (if good (setq passed (1+ passed)) (setq failed (1+ failed)))
  (princ (format "%s %s%s\n" (if good "ok  " "FAIL") name (if good "" (format ": %S" detail)))))

(defun wait-for (probe)
  (let ((end (+ (float-time) 15)) value)
    (while (and (not (setq value (funcall probe))) (< (float-time) end))
      (accept-process-output nil 0.05))
    value))

(defun says (part text)
  (and text (string-match-p (regexp-quote part) (substring-no-properties text))))

(defun hover (words)
  (goto-char (point-min))
  (search-forward words)
  (goto-char (1+ (match-beginning 0)))
  (let (shown)
    (run-hook-with-args 'eldoc-documentation-functions (lambda (text &rest _) (setq shown (or shown text))))
    (wait-for (lambda () shown))))

(defun visit (file)
  (find-file file)
  (earnings-call-mode)
  (unless (eglot-managed-p) (apply #'eglot (eglot--guess-contact)))
  (wait-for #'eglot-managed-p)
  (flymake-mode 1))

(defun findings ()
  (flymake-start)
  (flymake-diagnostics))

(visit (getenv "CALL"))
(check "attaches" (eglot-managed-p) major-mode)
(let ((index (format "%S" (funcall imenu-create-index-function))))
  (check "the outline lists the resolved speakers" (and (says "Lindqvist" index) (says "Tully" index) (says "Whitlock" index)) index))
(let ((shown (hover "$96.7 million")))
  (check "hover tells the value" (says "96,700,000" shown) shown))
(let ((found (wait-for #'findings)))
  (check "the wrong share is the only finding"
         (and (= (length found) 1)
              (string-match-p "51%" (buffer-substring (flymake-diagnostic-beg (car found)) (flymake-diagnostic-end (car found)))))
         (mapcar #'flymake-diagnostic-text found)))
(goto-char (point-min))
(search-forward "or 51%")
(replace-match "or 15%")
(check "corrected, it is gone"
       (wait-for (lambda () (eglot--signal-textDocument/didChange) (null (findings))))
       (mapcar #'flymake-diagnostic-text (findings)))
(set-buffer-modified-p nil)

(when-let ((seed (car (file-expand-wildcards (concat (getenv "SEEDS") "/000_*.txt")))))
  (visit seed)
  (let ((shown (hover "$22.4 million")))
    (check "a number of a real call" (says "22,400,000" shown) shown)))

(let ((server (eglot-current-server)))
  (eglot-shutdown server)
  (check "the server ends" (wait-for (lambda () (not (jsonrpc-running-p server)))) server))
(princ (format "%d passed, %d failed\n" passed failed))
(kill-emacs (if (and (= failed 0) (> passed 0)) 0 1))
