// Plain text that the server knows for a call gets the language earnings-call, and with it word wrap and colours.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { DocumentSymbolRequest } from 'vscode-languageclient/node';

/** Watches documents as they open. Each is changed once at most: who sets plain text again keeps it. */
export class Recognition implements vscode.Disposable {
  private readonly changed = new Set<string>();
  private readonly opened: vscode.Disposable;

  constructor(private readonly client: LanguageClient) {
    this.opened = vscode.workspace.onDidOpenTextDocument((document) => void this.look(document));
    for (const document of vscode.workspace.textDocuments) void this.look(document);
  }

  private async look(document: vscode.TextDocument): Promise<void> {
    const uri = document.uri.toString();
    if (document.languageId !== 'plaintext' || this.changed.has(uri) || !this.client.isRunning()) return;
    if (!vscode.languages.match(this.client.clientOptions.documentSelector ?? [], document)) return;
    // Only a call has an outline: on other text the server is silent.
    const outline = await this.client
      .sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: this.client.code2ProtocolConverter.asUri(document.uri) } })
      .catch(() => null);
    if (!outline?.length || document.isClosed || document.languageId !== 'plaintext') return;
    this.changed.add(uri);
    await vscode.languages.setTextDocumentLanguage(document, 'earnings-call');
  }

  dispose(): void {
    this.opened.dispose();
  }
}
