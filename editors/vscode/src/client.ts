// The client of one running server: how it starts, what it is told, and what it asks of the editor.

import * as vscode from 'vscode';
import {
  DidChangeConfigurationNotification,
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
    documentSelector: languages.flatMap((language) => [
      { scheme: 'file', language },
      { scheme: 'untitled', language },
    ]),
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

/** Tells the server which commands of this extension its code actions may name. */
const editorCommands: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { tieout: { commands: ['tieout.copyText', 'tieout.explainCheck', 'tieout.fillInReason'] } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** Tells the server the settings of now. */
export async function tellSettings(client: LanguageClient): Promise<void> {
  if (client.isRunning()) await client.sendNotification(DidChangeConfigurationNotification.type, { settings: { tieout: forServer() } });
}
