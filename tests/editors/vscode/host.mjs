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
  setTimeout(() => reject(new Error('the extension host told no result in 180 s')), 180_000).unref();
});
await page.goto(`${ORIGIN}/?folder=${FOLDER}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
let status = 1;
try {
  status = await ended;
} catch (error) {
  console.log(String(error));
}
console.log(existsSync(report) ? readFileSync(report, 'utf8').trimEnd() : 'no test was run');
await browser.close();
process.exit(status === 0 ? 0 : 1);
