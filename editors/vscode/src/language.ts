// Plain text that the server knows for a call gets the language earnings-call, and with it word wrap and colours. Markdown
// stays Markdown; that it is a call is kept in mind, so that the commands for calls are there.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { DocumentSymbolRequest } from 'vscode-languageclient/node';

/** A change that brings this many characters is text pasted: nobody types as much at once. */
const PASTED = 1000;
/** How long a text that just changed is left alone before it is asked about again, in milliseconds. */
const SETTLED = 500;

/** The languages of text that may be a call. */
const LANGUAGES = ['plaintext', 'markdown'];

/** Watches documents as they open, and as text is pasted. Each is changed once at most: who sets plain text again keeps it. */
export class Recognition implements vscode.Disposable {
  private readonly changed = new Set<string>();
  private readonly calls = new Set<string>();
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly watching: vscode.Disposable[];

  constructor(private readonly client: LanguageClient) {
    this.watching = [
      vscode.workspace.onDidOpenTextDocument((document) => void this.look(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.some((change) => change.text.length >= PASTED)) this.lookLater(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.calls.delete(document.uri.toString())),
      vscode.window.onDidChangeActiveTextEditor(() => this.tell()),
    ];
    for (const document of vscode.workspace.textDocuments) void this.look(document);
    this.tell();
  }

  /** Whether a document that has not the language of calls is one all the same. */
  isCall(document: vscode.TextDocument): boolean {
    return this.calls.has(document.uri.toString());
  }

  /** Says whether the active editor shows a call, which is what menus and the palette ask. */
  private tell(): void {
    const document = vscode.window.activeTextEditor?.document;
    const isCall = document !== undefined && (document.languageId === 'earnings-call' || this.isCall(document));
    void vscode.commands.executeCommand('setContext', 'tieout.isCall', isCall);
  }

  private async look(document: vscode.TextDocument): Promise<void> {
    const uri = document.uri.toString();
    if (document.isClosed || !LANGUAGES.includes(document.languageId) || !this.client.isRunning()) return;
    if (!vscode.languages.match(this.client.clientOptions.documentSelector ?? [], document)) return;
    const version = document.version;
    // Only a call has an outline: on other text the server is silent. It refuses to answer about a text that has changed
    // since, as a restored document does while its unsaved edits come back.
    const outline = await this.client
      .sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: this.client.code2ProtocolConverter.asUri(document.uri) } })
      .catch(() => null);
    if (document.version !== version) return this.lookLater(document);
    if (document.isClosed || !LANGUAGES.includes(document.languageId)) return;
    if (outline?.length) this.calls.add(uri);
    else this.calls.delete(uri);
    this.tell();
    if (!outline?.length || document.languageId !== 'plaintext' || this.changed.has(uri)) return;
    this.changed.add(uri);
    await vscode.languages.setTextDocumentLanguage(document, 'earnings-call');
  }

  private lookLater(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    clearTimeout(this.waiting.get(uri));
    this.waiting.set(uri, setTimeout(() => {
      this.waiting.delete(uri);
      void this.look(document);
    }, SETTLED));
  }

  dispose(): void {
    for (const disposable of this.watching) disposable.dispose();
    for (const timer of this.waiting.values()) clearTimeout(timer);
    void vscode.commands.executeCommand('setContext', 'tieout.isCall', false);
  }
}
