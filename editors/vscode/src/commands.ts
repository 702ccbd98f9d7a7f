// The commands of the palette, and what the editor does when a command of the server is run.

import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { ExecuteCommandRequest, type LanguageClient } from 'vscode-languageclient/node';
import { CheckPage } from './checkPage';
import { type KeyFigure, KeyFigures } from './keyFigures';
import type { Server } from './server';

/** A server that runs, and the client that talks to it. */
export interface Session {
  readonly server: Server;
  readonly client: LanguageClient;
}

const formats = [
  { id: 'tsv', label: 'Tab-separated', description: 'for a spreadsheet' },
  { id: 'csv', label: 'Comma-separated', description: 'for a spreadsheet' },
  { id: 'json', label: 'JSON', description: 'for a program' },
] as const;

/** What money is counted in, the usual first. */
const scales = [
  { id: 'millions', label: 'Millions' },
  { id: 'thousands', label: 'Thousands' },
  { id: 'units', label: 'Units' },
  { id: 'billions', label: 'Billions' },
] as const;

export class Commands implements vscode.Disposable {
  /** Commands of the server whose answer the editor shows when the user runs them. */
  readonly ofServer = { 'tieout.keyFigures': () => this.showKeyFigures() };
  private readonly keyFigures: KeyFigures;
  private readonly checkPage: CheckPage;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    extensionFolder: vscode.Uri,
    private readonly session: () => Session | undefined,
    private readonly isCall: (document: vscode.TextDocument) => boolean,
  ) {
    this.keyFigures = new KeyFigures(extensionFolder);
    this.checkPage = new CheckPage(extensionFolder);
    this.subscriptions = [
      this.keyFigures,
      this.checkPage,
      vscode.commands.registerCommand('tieout.showKeyFigures', () => this.showKeyFigures()),
      vscode.commands.registerCommand('tieout.exportFigures', (format?: string, target?: vscode.Uri, scale?: string) =>
        this.exportFigures(format, target, scale),
      ),
      vscode.commands.registerCommand('tieout.explainCheck', (check?: string) => this.explainCheck(check)),
      vscode.commands.registerCommand('tieout.acceptFinding', acceptFinding),
      vscode.commands.registerCommand('tieout.fillInReason', (toml: string) => fillInReason(vscode.Uri.parse(toml))),
      vscode.commands.registerCommand('tieout.copyText', (text: string) => vscode.env.clipboard.writeText(text)),
      vscode.commands.registerCommand('tieout.toggleInlayHints', () => {
        const call = this.callInView();
        return toggleInlayHints(call && this.isCall(call) ? call.languageId : undefined);
      }),
      vscode.commands.registerCommand('tieout.toggleTicks', toggleTicks),
    ];
  }

  private async showKeyFigures(): Promise<void> {
    const document = this.callInView();
    const rows = document && (await this.ask<KeyFigure[]>('tieout.keyFigures', document));
    if (!rows) return;
    if (rows.length === 0) void vscode.window.showInformationMessage('tieout: no key figures in this text.');
    else this.keyFigures.show(document, rows);
  }

  /** Asks for what it is not told; for the scale only a person who was asked for the format, too. */
  private async exportFigures(format?: string, target?: vscode.Uri, scale?: string): Promise<void> {
    const document = this.callInView();
    if (!document) return;
    const chosen = formats.find(({ id }) => id === format) ?? (await vscode.window.showQuickPick(formats, { placeHolder: 'Format' }));
    if (!chosen) return;
    const counted = scale ?? (format ? scales[0].id : (await vscode.window.showQuickPick(scales, { placeHolder: 'Money in' }))?.id);
    const text = counted && (await this.ask<string>('tieout.export', document, chosen.id, counted));
    if (!text) return;
    const beside = document.uri.with({ path: `${document.uri.path.replace(/\.[^./]*$/, '')}.${chosen.id}` });
    const place = target ?? (await vscode.window.showSaveDialog({ defaultUri: beside }));
    if (place) await vscode.workspace.fs.writeFile(place, Buffer.from(text, 'utf8'));
  }

  /** Shows the page of a check beside the text. */
  private async explainCheck(check?: string): Promise<void> {
    const program = this.running()?.server.program;
    if (!program) return;
    const named = check ?? findingHere()?.check;
    if (!named) {
      void vscode.window.showInformationMessage('tieout: there is no finding at the cursor.');
      return;
    }
    this.checkPage.show(named, await explain(program, named));
  }

  /** Runs a command of the server for a document; a failure is shown, and gives undefined. */
  private async ask<T>(command: string, document: vscode.TextDocument, ...more: unknown[]): Promise<T | undefined> {
    const client = this.running()?.client;
    if (!client) return undefined;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    try {
      const answer: unknown = await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [uri, ...more] });
      return (answer ?? undefined) as T | undefined;
    } catch (error) {
      void vscode.window.showErrorMessage(`tieout: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  /** The call that a command is about: that of the active editor, or else the only one that is visible. */
  private callInView(): vscode.TextDocument | undefined {
    const active = vscode.window.activeTextEditor?.document;
    if (active && this.isCall(active)) return active;
    const calls = vscode.window.visibleTextEditors.filter(({ document }) => this.isCall(document));
    return calls.length === 1 ? calls[0]?.document : active;
  }

  private running(): Session | undefined {
    const session = this.session();
    if (session?.client.isRunning()) return session;
    void vscode.window.showWarningMessage('tieout: the server does not run; the output panel tells why.');
    return undefined;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

/** The page of a check, as the server's own program prints it. */
function explain(program: string, check: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, ['explain', check], { timeout: 10_000 }, (error, output, complaint) => {
      if (error) reject(new Error(complaint.trim() || error.message));
      else resolve(output);
    });
  });
}

/** The finding at the cursor, or else the first of its line. */
function findingHere(): { check: string; range: vscode.Range; document: vscode.TextDocument } | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const ours = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'tieout');
  const finding =
    ours.find(({ range }) => range.contains(selection.active)) ?? ours.find(({ range }) => range.start.line === selection.active.line);
  if (!finding) return undefined;
  const code = typeof finding.code === 'object' ? finding.code.value : finding.code;
  return code === undefined ? undefined : { check: String(code), range: finding.range, document };
}

/** Writes the acceptance of the finding at the cursor to tieout.toml, and shows where its reason is to be filled in. */
async function acceptFinding(): Promise<void> {
  const finding = findingHere();
  if (!finding) {
    void vscode.window.showInformationMessage('tieout: there is no finding at the cursor.');
    return;
  }
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    finding.document.uri,
    finding.range,
    vscode.CodeActionKind.QuickFix.value,
    20,
  );
  // Another check may have a finding at the same place.
  const ours = ({ title }: vscode.CodeAction) => title.startsWith('Accept') && title.includes(`(${finding.check})`);
  const accept = actions.find((action) => action.command?.command === 'tieout.fillInReason' && ours(action));
  if (!accept?.command) return;
  // Without an edit it is accepted already, in a tieout.toml that is not saved.
  if (accept.edit) await vscode.workspace.applyEdit(accept.edit);
  await fillInReason(vscode.Uri.parse(String(accept.command.arguments?.[0])));
}

/** Shows a tieout.toml with the cursor in the last reason that is missing. */
async function fillInReason(toml: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(toml);
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  const empty = 'reason = ""';
  const reason = document.getText().lastIndexOf(empty);
  if (reason < 0) return;
  const place = document.positionAt(reason + empty.length - 1);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(editor.selection);
}

/** All hints of calls of a language (a call in Markdown stays Markdown), on or off, for this user. */
async function toggleInlayHints(language = 'earnings-call'): Promise<void> {
  const scope = { languageId: language };
  const editor = vscode.workspace.getConfiguration('editor', scope);
  const shown = editor.get<string>('inlayHints.enabled') !== 'off';
  await editor.update('inlayHints.enabled', shown ? 'off' : 'on', vscode.ConfigurationTarget.Global, true);
}

/** The ticks after numbers that arithmetic confirms, on or off, for this user. */
async function toggleTicks(): Promise<void> {
  const tieout = vscode.workspace.getConfiguration('tieout');
  await tieout.update('inlayHints.ties', !tieout.get<boolean>('inlayHints.ties'), vscode.ConfigurationTarget.Global);
}
