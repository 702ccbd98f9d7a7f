// Where the server's program is, and whether it runs.

import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';

/** A program that answered `--version`. */
export interface Server {
  readonly program: string;
  readonly version: string;
  /** Which place named it, for the output panel. */
  readonly from: string;
}

/** Why there is no server to run, in words for the user. */
export class NoServer extends Error {}

/** What decides where the server is looked for; nothing here asks the editor itself. */
export interface Places {
  readonly environment: string | undefined;
  readonly setting: string;
  readonly extensionFolder: string;
  readonly searchPath: string | undefined;
  /** In a workspace that is not trusted, only the bundled program may run. */
  readonly trusted: boolean;
  readonly platform: NodeJS.Platform;
}

interface Candidate {
  readonly program: string;
  readonly from: string;
}

/** The program that is to run: the environment's, the setting's, the bundled one, the first on PATH. */
export function find(places: Places): Candidate {
  const name = places.platform === 'win32' ? 'tieout.exe' : 'tieout';
  const bundled = path.join(places.extensionFolder, 'server', name);
  if (places.trusted) {
    if (places.environment) return named(places.environment, 'the environment variable TIEOUT_SERVER');
    if (places.setting) return named(places.setting, 'the setting tieout.server.path');
  }
  if (existsSync(bundled)) return { program: bundled, from: 'the extension' };
  if (places.trusted) {
    for (const folder of (places.searchPath ?? '').split(path.delimiter)) {
      const program = path.join(folder, name);
      if (folder && runnable(program)) return { program, from: 'PATH' };
    }
  }
  throw new NoServer(
    places.trusted
      ? 'This build of the extension has no server for your system, and there is none on PATH.'
      : 'This build of the extension has no server for your system; another one runs only in a trusted workspace.',
  );
}

/** Expands `~`, and checks that a program that someone named can run. */
function named(written: string, from: string): Candidate {
  const program = written.replace(/^~(?=$|[/\\])/, homedir());
  if (!existsSync(program)) throw new NoServer(`${capital(from)} names ${program}, which does not exist.`);
  if (!runnable(program)) throw new NoServer(`${capital(from)} names ${program}, which is no program that can be run.`);
  return { program, from };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function runnable(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return statSync(program).isFile();
  } catch {
    return false;
  }
}

/** Asks the program its version: one that cannot run here (another system's, a damaged one) says so now. */
export async function prove({ program, from }: Candidate): Promise<Server> {
  const version = await new Promise<string>((resolve, reject) => {
    execFile(program, ['--version'], { timeout: 10_000 }, (error, output, complaint) => {
      if (error) reject(new NoServer(`The server ${program}, named by ${from}, does not run: ${complaint.trim() || error.message}`));
      else resolve(output.trim());
    });
  });
  if (!version.startsWith('tieout ')) {
    throw new NoServer(`${program}, named by ${from}, is another program: it calls itself "${version.slice(0, 80)}".`);
  }
  return { program, version, from };
}
