// node host.mjs REPORT : boots the workbench so that its extension host runs tests/editors/vscode/host/index.js.
// The workbench tells the result through window.codeAutomationExit; the tests write their lines to REPORT.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { open } from './browser.mjs';

const [report] = process.argv.slice(2);
const { ORIGIN, FOLDER, TESTS } = process.env;
const remote = (folder) => `vscode-remote://${new URL(ORIGIN).host}${folder}`;
const payload = [['extensionDevelopmentPath', remote(TESTS)], ['extensionTestsPath', remote(path.join(TESTS, 'index.js'))], ['skipWelcome', 'true']];

const { browser, page } = await open({ width: 1200, height: 800 });
const ended = new Promise((resolve, reject) => {
  page.exposeFunction('codeAutomationLog', () => undefined);
  page.exposeFunction('codeAutomationExit', resolve);
  setTimeout(() => reject(new Error('FAIL the extension host told no result in 300 s')), 300_000).unref();
});

// The lines are shown as they come, so that a run which hangs shows where.
let shown = 0;
function showReport() {
  const text = existsSync(report) ? readFileSync(report, 'utf8') : '';
  process.stdout.write(text.slice(shown));
  shown = text.length;
}
const showing = setInterval(showReport, 200);

await page.goto(`${ORIGIN}/?folder=${FOLDER}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
let status = 1;
try {
  status = await ended;
} catch (error) {
  console.log(error.message);
}
clearInterval(showing);
showReport();
await browser.close();
process.exit(status === 0 ? 0 : 1);
