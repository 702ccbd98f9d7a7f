// node host.mjs REPORT : boots the workbench so that its extension host runs tests/editors/vscode/host/index.js.
// The tests write their lines to REPORT, as they come and with a summary as the last. The workbench's own word that they
// have ended is not waited for: a document with changes holds it back.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { open } from './browser.mjs';

const [report] = process.argv.slice(2);
const { ORIGIN, FOLDER, TESTS } = process.env;
const remote = (folder) => `vscode-remote://${new URL(ORIGIN).host}${folder}`;
const payload = [['extensionDevelopmentPath', remote(TESTS)], ['extensionTestsPath', remote(path.join(TESTS, 'index.js'))], ['skipWelcome', 'true']];
const patience = 300; // seconds

const { browser, page } = await open({ width: 1200, height: 800 });
await page.exposeFunction('codeAutomationLog', () => undefined);
await page.exposeFunction('codeAutomationExit', () => undefined);
await page.goto(`${ORIGIN}/?folder=${FOLDER}&payload=${encodeURIComponent(JSON.stringify(payload))}`);

let shown = '';
let summary;
for (const end = Date.now() + patience * 1000; !summary && Date.now() < end; ) {
  await new Promise((resolve) => setTimeout(resolve, 200));
  const text = existsSync(report) ? readFileSync(report, 'utf8') : '';
  process.stdout.write(text.slice(shown.length));
  shown = text;
  summary = /^(\d+) passed, (\d+) failed, \d+ skipped$/m.exec(text);
}
if (!summary) console.log(`FAIL the tests did not end within ${patience} s`);
await browser.close();
process.exit(summary && Number(summary[1]) > 0 && Number(summary[2]) === 0 ? 0 : 1);
