// The extension's start and end, and the life of the server between them.

import * as vscode from 'vscode';
import { create, followSettings, tellSettings } from './client';
import { Commands, type Session } from './commands';
import { Recognition } from './language';
import { find, NoServer, prove } from './server';

let extension: Extension | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  extension = new Extension(context);
  context.subscriptions.push(extension);
  await extension.start();
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}

class Extension implements vscode.Disposable {
  private readonly output = vscode.window.createOutputChannel('tieout', { log: true });
  private readonly commands: Commands;
  private readonly subscriptions: vscode.Disposable[] = [];
  private session: Session | undefined;
  private recognition: Recognition | undefined;
  private following: vscode.Disposable | undefined;
  private changing: Promise<void> = Promise.resolve();

  constructor(private readonly context: vscode.ExtensionContext) {
    this.commands = new Commands(
      context.extensionUri,
      () => this.session,
      (document) => document.languageId === 'earnings-call' || this.recognition?.isCall(document) === true,
    );
    this.subscriptions.push(
      this.output,
      this.commands,
      vscode.commands.registerCommand('tieout.restartServer', () => this.restart()),
      vscode.commands.registerCommand('tieout.showOutput', () => this.output.show()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('tieout.server.path')) void this.restart();
        else if (change.affectsConfiguration('tieout') && this.session) void tellSettings(this.session.client);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
    );
  }

  /** Starts the server; a failure is told once, with what can be done about it. */
  start(): Promise<void> {
    return this.inTurn(() => this.startNow());
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.stopNow());
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  /** One change of the server's life at a time, in the order asked for. */
  private inTurn(change: () => Promise<void>): Promise<void> {
    this.changing = this.changing.then(change, change);
    return this.changing;
  }

  private async startNow(): Promise<void> {
    try {
      const server = await prove(
        find({
          environment: process.env['TIEOUT_SERVER'],
          setting: vscode.workspace.getConfiguration('tieout').get('server.path', ''),
          extensionFolder: this.context.extensionPath,
          searchPath: process.env['PATH'],
          trusted: vscode.workspace.isTrusted,
          platform: process.platform,
        }),
      );
      this.output.info(`${server.version}: ${server.program}, from ${server.from}`);
      const client = create(server, this.output, this.commands.ofServer);
      this.session = { server, client };
      await client.start();
      this.recognition = new Recognition(client);
      this.following = followSettings(client);
    } catch (error) {
      this.session = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.output.error(reason);
      void this.tell(error instanceof NoServer ? reason : `The server did not start: ${reason}`);
    }
  }

  private async stopNow(): Promise<void> {
    this.recognition?.dispose();
    this.recognition = undefined;
    this.following?.dispose();
    this.following = undefined;
    const session = this.session;
    this.session = undefined;
    await session?.client.dispose().catch((error: unknown) => this.output.warn(String(error)));
  }

  private async tell(reason: string): Promise<void> {
    const settings = 'Open Settings';
    const again = 'Try Again';
    const log = 'Show Output';
    switch (await vscode.window.showErrorMessage(`tieout: ${reason}`, settings, again, log)) {
      case settings:
        await vscode.commands.executeCommand('workbench.action.openSettings', 'tieout.server.path');
        break;
      case again:
        await this.restart();
        break;
      case log:
        this.output.show();
        break;
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
