// The settings, as the server is told them.

import * as vscode from 'vscode';

/**
 * Settings that the server reads. They are those of the window, as the server has one set of them for all folders.
 * `profile` is left out unless set: tieout.toml may then say it.
 */
export function forServer(): Record<string, unknown> {
  const tieout = vscode.workspace.getConfiguration('tieout');
  const profile = tieout.inspect<string>('profile');
  const chosen = profile?.workspaceValue ?? profile?.globalValue;
  return {
    ...(chosen === undefined ? {} : { profile: chosen }),
    inlayHints: { ties: tieout.get('inlayHints.ties'), names: tieout.get('inlayHints.names') },
    diagnostics: { workspace: tieout.get('diagnostics.workspace') },
    maxFileSize: tieout.get('maxFileSize'),
  };
}
