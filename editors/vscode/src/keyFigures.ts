// The key figures of a call: a table beside the text, whose rows lead to their places.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Range } from 'vscode-languageclient/node';
import { escape } from './html';

/** A row as the server gives it: a guided figure, or a result. Cells are text, as they are to be read. */
export interface KeyFigure {
  readonly kind: 'guidance' | 'result';
  readonly metric: string;
  readonly period?: string;
  readonly value: string;
  readonly midpoint?: string;
  readonly prior?: string;
  readonly actual?: string;
  readonly speaker?: string;
  readonly range: Range;
}

interface Column {
  readonly title: string;
  readonly cell: (row: KeyFigure) => string | undefined;
}

const shared: readonly Column[] = [
  { title: 'Metric', cell: (row) => row.metric },
  { title: 'Period', cell: (row) => row.period },
  { title: 'Said', cell: (row) => row.value },
];
const tables: readonly { title: string; kind: KeyFigure['kind']; columns: readonly Column[] }[] = [
  {
    title: 'Guidance',
    kind: 'guidance',
    columns: [
      ...shared,
      { title: 'Midpoint', cell: (row) => row.midpoint },
      { title: 'Prior', cell: (row) => row.prior },
      { title: 'Actual', cell: (row) => row.actual },
      { title: 'Speaker', cell: (row) => row.speaker },
    ],
  },
  { title: 'Results', kind: 'result', columns: [...shared, { title: 'Prior', cell: (row) => row.prior }, { title: 'Speaker', cell: (row) => row.speaker }] },
];

/** The one panel of key figures; it shows the call it was last asked for. */
export class KeyFigures implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private document: vscode.TextDocument | undefined;
  private rows: readonly KeyFigure[] = [];

  constructor(private readonly extensionFolder: vscode.Uri) {}

  show(document: vscode.TextDocument, rows: readonly KeyFigure[]): void {
    this.document = document;
    this.rows = rows;
    this.panel ??= this.open();
    this.panel.title = `Key figures: ${document.uri.path.split('/').at(-1) ?? ''}`;
    this.panel.webview.html = page(this.panel.webview, this.extensionFolder, rows);
    this.panel.reveal(undefined, true);
  }

  private open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'tieout.keyFigures',
      'Key figures',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extensionFolder, 'media')] },
    );
    panel.webview.onDidReceiveMessage((row: unknown) => this.reveal(row));
    panel.onDidDispose(() => (this.panel = undefined));
    return panel;
  }

  private async reveal(row: unknown): Promise<void> {
    const place = typeof row === 'number' ? this.rows[row]?.range : undefined;
    if (!place || !this.document) return;
    const range = new vscode.Range(place.start.line, place.start.character, place.end.line, place.end.character);
    const visible = vscode.window.visibleTextEditors.find(({ document }) => document === this.document);
    await vscode.window.showTextDocument(this.document, {
      viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
      selection: range,
    });
  }

  dispose(): void {
    this.panel?.dispose();
  }
}

function page(webview: vscode.Webview, extensionFolder: vscode.Uri, rows: readonly KeyFigure[]): string {
  const media = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extensionFolder, 'media', name)).toString();
  const nonce = randomBytes(16).toString('hex');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<link rel="stylesheet" href="${media('keyFigures.css')}">
<title>Key figures</title>
</head>
<body>
${tables.map(({ title, kind, columns }) => table(title, kind, columns, rows)).join('\n')}
<script nonce="${nonce}" src="${media('keyFigures.js')}"></script>
</body>
</html>`;
}

/** A table of the rows of one kind, without the columns that none of them fills. */
function table(title: string, kind: KeyFigure['kind'], all: readonly Column[], rows: readonly KeyFigure[]): string {
  const columns = all.filter(({ cell }) => rows.some((row) => row.kind === kind && cell(row)));
  const lines = rows.flatMap((row, index) => {
    if (row.kind !== kind) return [];
    const cells = columns.map(({ title, cell }, at) => {
      const text = escape(cell(row) ?? '');
      return at === 0 ? `<th scope="row"><a href="#" data-row="${index}">${text}</a></th>` : `<td class="${title.toLowerCase()}">${text}</td>`;
    });
    return [`<tr data-row="${index}">${cells.join('')}</tr>`];
  });
  if (lines.length === 0) return '';
  const head = columns.map((column) => `<th scope="col">${column.title}</th>`).join('');
  return `<h2>${title}</h2>\n<table><thead><tr>${head}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table>`;
}
