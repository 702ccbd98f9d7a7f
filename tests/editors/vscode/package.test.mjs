// What is inside the package, and what of the manifest a user relies on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

const vsix = process.env.VSIX;
const manifest = JSON.parse(readFileSync('editors/vscode/package.json', 'utf8'));
const commands = new Set(manifest.contributes.commands.map(({ command }) => command));

test('the package holds what runs and what is read, and nothing else', () => {
  const files = execFileSync('python3', ['-m', 'zipfile', '--list', vsix], { encoding: 'utf8' });
  for (const needed of ['dist/extension.js', 'server/tieout', 'media/icon.png', 'walkthrough/open.md', 'CHANGELOG', 'LICENSE-MIT']) {
    assert.match(files.toLowerCase(), new RegExp(`extension/${needed.toLowerCase()}`), `${needed} in ${files}`);
  }
  assert.doesNotMatch(files, /node_modules|src\/|\.map|tsconfig/);
});

test('the server in the package runs', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vsix-'));
  try {
    execFileSync('python3', ['-m', 'zipfile', '--extract', vsix, folder]);
    const program = path.join(folder, 'extension/server/tieout');
    execFileSync('chmod', ['+x', program]);
    assert.match(execFileSync(program, ['--version'], { encoding: 'utf8' }), /^tieout \d+\.\d+\.\d+/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the package is for this platform', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vsix-'));
  try {
    execFileSync('python3', ['-m', 'zipfile', '--extract', vsix, folder]);
    const about = readFileSync(path.join(folder, 'extension.vsixmanifest'), 'utf8');
    assert.match(about, new RegExp(`TargetPlatform="${process.platform}-${process.arch}"`));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every command that a menu or the walkthrough names exists', () => {
  const menus = Object.values(manifest.contributes.menus).flat();
  for (const { command } of menus) assert.ok(commands.has(command), command);
  const steps = manifest.contributes.walkthroughs.flatMap(({ steps }) => steps);
  for (const { description } of steps) {
    for (const [, command] of description.matchAll(/command:(tieout\.\w+)/g)) assert.ok(commands.has(command), command);
  }
});

test('the menus are there for a call of any language', () => {
  for (const { when } of Object.values(manifest.contributes.menus).flat()) assert.match(when, /\|\| tieout\.isCall$/);
});

test('no setting is of one folder alone: the server has one set of them', () => {
  for (const [name, { scope }] of Object.entries(manifest.contributes.configuration.properties)) {
    assert.ok(['window', 'machine-overridable'].includes(scope), `${name} is ${scope}`);
  }
});

test('the path of the server may not come from a workspace that is not trusted', () => {
  const { properties } = manifest.contributes.configuration;
  assert.equal(properties['tieout.server.path'].scope, 'machine-overridable');
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ['tieout.server.path']);
});

test('every setting is described in the extension\'s page', () => {
  const page = readFileSync('editors/vscode/README.md', 'utf8');
  for (const name of Object.keys(manifest.contributes.configuration.properties)) assert.ok(page.includes(`\`${name}\``), name);
});

test('the lock file names no place to download from', () => {
  assert.doesNotMatch(readFileSync('editors/vscode/package-lock.json', 'utf8'), /"resolved"/);
});
