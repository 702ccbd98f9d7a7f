// node package.mjs --server PATH [--target linux-x64] [--out FILE.vsix]
// Packs the extension together with the server of one platform. Without --target: the platform this runs on.
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { server: { type: 'string' }, target: { type: 'string' }, out: { type: 'string' } },
});
if (!values.server) {
  console.error('package.mjs: --server PATH is the program to pack, e.g. ../../target/release/tieout');
  process.exit(2);
}
const target = values.target ?? `${process.platform}-${process.arch}`;
const program = path.join('server', target.startsWith('win32') ? 'tieout.exe' : 'tieout');
const out = values.out ?? `tieout-${target}.vsix`;

rmSync('server', { recursive: true, force: true });
mkdirSync('server');
copyFileSync(values.server, program);
chmodSync(program, 0o755);
for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) copyFileSync(path.join('../..', licence), licence);
const vsce = ['vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license'];
execFileSync('npx', [...vsce, '--target', target, '--out', out], { stdio: 'inherit' });
