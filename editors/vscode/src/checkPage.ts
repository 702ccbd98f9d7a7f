// The page of a check beside the text. It is Markdown of four kinds of blocks, shown without VS Code's Markdown extension:
// that one would open a document to be saved, and its server complains of documents that are in no folder.

import * as vscode from 'vscode';
import { escape } from './html';

/** The one panel of pages; it shows the check it was last asked for. */
export class CheckPage implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;

  constructor(private readonly extensionFolder: vscode.Uri) {}

  show(check: string, page: string): void {
    this.panel ??= this.open();
    this.panel.title = check;
    const style = this.panel.webview.asWebviewUri(vscode.Uri.joinPath(this.extensionFolder, 'media', 'checkPage.css'));
    this.panel.webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${this.panel.webview.cspSource}">
<link rel="stylesheet" href="${style.toString()}">
<title>${escape(check)}</title>
</head>
<body>
${body(page)}
</body>
</html>`;
    this.panel.reveal(undefined, true);
  }

  private open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'tieout.checkPage',
      'Check',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { localResourceRoots: [vscode.Uri.joinPath(this.extensionFolder, 'media')] },
    );
    panel.onDidDispose(() => (this.panel = undefined));
    return panel;
  }

  dispose(): void {
    this.panel?.dispose();
  }
}

/** Headings, quotations, lists and paragraphs, which empty lines part. */
function body(page: string): string {
  return page.trim().split(/\n\s*\n/).map(block).join('\n');
}

function block(text: string): string {
  const heading = /^(#+) (.*)$/.exec(text);
  if (heading) return `<h${heading[1]?.length}>${inline(heading[2] ?? '')}</h${heading[1]?.length}>`;
  if (text.startsWith('> ')) return `<blockquote>${inline(text.replace(/^> ?/gm, ''))}</blockquote>`;
  if (text.startsWith('- ')) return `<ul>${text.slice(2).split(/\n- /).map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`;
  return `<p>${inline(text)}</p>`;
}

function inline(text: string): string {
  return escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
