// What a person sees and clicks: a VS Code workbench with the packed extension, in Chromium.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { open } from './browser.mjs';

const { ORIGIN, FOLDER, SETTINGS, DOCS } = process.env;
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

/** Where on the screen a text is: the editor shows a line in several pieces, so the browser is asked for the place. */
async function place(text) {
  const box = await page.evaluate((wanted) => {
    for (const line of document.querySelectorAll('.monaco-editor .view-line')) {
      const at = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
      if (at < 0) continue;
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let before = 0; walker.nextNode(); before += walker.currentNode.length) {
        if (before + walker.currentNode.length <= at + 2) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at + 2 - before);
        range.setEnd(walker.currentNode, at + 3 - before);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
    }
    return null;
  }, text);
  if (!box) throw new Error(`"${text}" is not on the screen`);
  return box;
}

/** The webview of the key figures: a frame inside a frame. */
const table = () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

await test('the workbench opens', async () => {
  await page.goto(`${ORIGIN}/?folder=${FOLDER}`, { waitUntil: 'domcontentloaded', timeout: 60_000 });
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
});

await test('a call is recognised: its language is shown, and its code lens counts', async () => {
  await page.getByRole('treeitem', { name: sample }).dblclick({ timeout: 60_000 });
  await page.locator('.statusbar-item', { hasText: 'Earnings Call' }).first().waitFor({ timeout: 60_000 });
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
  await page.locator('.view-line', { hasText: 'Owen Tully' }).filter({ hasText: 'CFO' }).first().waitFor();
});

await test('the pointer on a number shows what it means', async () => {
  await goToLine(lineOf('Revenue was $96.7 million'));
  const { x, y } = await place('$96.7 million');
  await page.mouse.move(x - 40, y);
  await page.mouse.move(x, y, { steps: 5 });
  await see('.monaco-hover:visible', '96,700,000');
  await shoot('vscode');
});

await test('key figures: the table opens beside the text, and a row leads to its line', async () => {
  await command('tieout: Show Key Figures');
  const row = table().locator('tr', { hasText: '$98 million' }).first();
  await row.waitFor();
  await shoot('vscode-key-figures');
  await row.click();
  await see('.statusbar-item', new RegExp(`Ln ${lineOf('We expect revenue between')},`));
});

await test('quick fix: the menu offers the repair, and choosing it corrects the number', async () => {
  await command('Problems: Focus on Problems View');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'share-mismatch' }).first().dblclick();
  await page.locator('.monaco-editor.focused').first().waitFor();
  await page.keyboard.press('Control+.');
  const menu = page.locator('.action-widget');
  await menu.waitFor();
  await menu.getByText('Accept this finding').waitFor();
  await menu.locator('.monaco-list-row.focused', { hasText: '15%' }).waitFor();
  await page.keyboard.press('Enter');
  await see('.markers-panel', 'No problems have been detected');
  await see('.codelens-decoration', '0 findings');
});

await test('a server that is not there is told, with what to do; put right, it works again', async () => {
  writeFileSync(SETTINGS, JSON.stringify({ 'tieout.server.path': '/nowhere/tieout' }));
  await page.reload();
  const toast = page.locator('.notification-list-item', { hasText: 'names /nowhere/tieout, which does not exist' }).first();
  await toast.waitFor({ timeout: 60_000 });
  for (const action of ['Open Settings', 'Try Again', 'Show Output']) await toast.getByText(action).waitFor();
  await shoot('vscode-no-server');
  rmSync(SETTINGS);
  await page.reload();
  await page.locator('.codelens-decoration', { hasText: 'figures' }).first().waitFor({ timeout: 60_000 });
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
