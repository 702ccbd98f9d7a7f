// The client of one running server: how it starts, what it is told, and what it asks of the editor.

import * as vscode from 'vscode';
import {
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  type StaticFeature,
  TransportKind,
} from 'vscode-languageclient/node';
import type { Server } from './server';
import { forServer } from './settings';

export const languages = ['earnings-call', 'plaintext', 'markdown'] as const;

/** What the editor does when a command of the server is run from a code lens or a code action. */
export type ServerCommands = Readonly<Record<string, (args: unknown[]) => unknown>>;

export function create(server: Server, output: vscode.LogOutputChannel, commands: ServerCommands): LanguageClient {
  const run = { command: server.program, args: ['lsp'], transport: TransportKind.stdio };
  const serverOptions: ServerOptions = { run, debug: run };
  const clientOptions: LanguageClientOptions = {
    // 'vscode-vfs' is a workspace that is not on the disk; other schemes show a second view of a text, such as its past.
    documentSelector: languages.flatMap((language) => ['file', 'untitled', 'vscode-vfs'].map((scheme) => ({ scheme, language }))),
    outputChannel: output,
    traceOutputChannel: output,
    initializationOptions: forServer(),
    markdown: { isTrusted: false, supportHtml: false },
    middleware: {
      workspace: { configuration: ({ items }) => items.map(({ section }) => (section === 'tieout' ? forServer() : null)) },
      executeCommand: (command, args, next) => {
        const show = commands[command];
        return show ? show(args) : next(command, args);
      },
    },
  };
  const client = new LanguageClient('tieout', 'tieout', serverOptions, clientOptions);
  client.registerFeature(editorCommands);
  return client;
}

/** Tells the server which commands of this extension its code actions may name, and that the editor's hover has the findings. */
const editorCommands: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    const commands = ['tieout.copyText', 'tieout.explainCheck', 'tieout.fillInReason'];
    capabilities.experimental = { tieout: { commands, diagnosticsInHover: true } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** Tells the server the settings of now. */
export async function tellSettings(client: LanguageClient): Promise<void> {
  if (client.isRunning()) await client.sendNotification(DidChangeConfigurationNotification.type, { settings: { tieout: forServer() } });
}

/**
 * Tells the server the text of every tieout.toml that is open, which need not be saved: what it accepts already is not
 * accepted again. Nothing else is asked of the server there, so its documents stay the calls alone.
 */
export function followSettings(client: LanguageClient): vscode.Disposable {
  const isSettings = ({ uri }: vscode.TextDocument) => uri.scheme === 'file' && uri.path.endsWith('/tieout.toml');
  const uriOf = (document: vscode.TextDocument) => client.code2ProtocolConverter.asUri(document.uri);
  const opened = (document: vscode.TextDocument) => {
    if (!isSettings(document) || !client.isRunning()) return;
    const item = { uri: uriOf(document), languageId: document.languageId, version: document.version, text: document.getText() };
    void client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: item });
  };
  vscode.workspace.textDocuments.forEach(opened);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isSettings(document) || !client.isRunning() || contentChanges.length === 0) return;
      const textDocument = { uri: uriOf(document), version: document.version };
      const change = { textDocument, contentChanges: [{ text: document.getText() }] };
      void client.sendNotification(DidChangeTextDocumentNotification.type, change);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (!isSettings(document) || !client.isRunning()) return;
      void client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uriOf(document) } });
    }),
  );
}
