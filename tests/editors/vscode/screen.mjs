// What a person sees and clicks: a VS Code workbench with the packed extension, in Chromium.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { open } from './browser.mjs';

const { ORIGIN, FOLDER, SETTINGS, SHOTS, DOCS } = process.env;
const sample = 'halden-optics-2031-q2.txt';
for (const place of [SHOTS, DOCS]) mkdirSync(place, { recursive: true });
/** The pictures that the documentation shows. */
const documented = new Set(['vscode', 'vscode-key-figures']);

let passed = 0;
let failed = 0;
const { browser, page } = await open({ width: 1280, height: 800 });
const shoot = (name) => page.screenshot({ path: path.join(documented.has(name) ? DOCS : SHOTS, `${name}.png`) });

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

/** Opens the workbench's box with a key, fills it, and goes on with what it offers. */
async function ask(key, text, goOn) {
  // A workbench that is still starting, or whose editor has just come to the front, may close the box or the list, or fill
  // it anew, under the keys and the pointer.
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press(key);
      const box = page.locator('.quick-input-widget input.input').first();
      await box.waitFor({ state: 'visible', timeout: 5000 });
      await box.fill(text, { timeout: 5000 });
      return await goOn(box);
    } catch (error) {
      if (attempt === 4) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Runs a command of the palette. */
async function command(title) {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  await ask('F1', `>${title}`, () => row.click({ timeout: 5000 }));
}

/** Puts the cursor on a line of the call. */
async function goToLine(number) {
  await page.locator('.tab', { hasText: sample }).first().click(); // a webview keeps the keys that are pressed in it
  await ask('Control+g', `:${number}`, (box) => box.press('Enter', { timeout: 5000 }));
}

/** Brings a call to the front. After a reload the workbench shows what it last had time to write down, which may be older. */
async function openCall(name = sample) {
  await command('File: Open File...');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  await page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
  await page.locator('.tab.active', { hasText: name }).first().waitFor();
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

/** Rests the pointer on a text, once it stands still. */
async function rest(text) {
  let at = await place(text);
  for (;;) {
    await page.waitForTimeout(200);
    const now = await place(text);
    if (now.y === at.y) break;
    at = now;
  }
  await page.mouse.move(at.x, 0); // away from any hover
  await page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden' });
  await page.mouse.move(at.x, at.y, { steps: 5 });
}

/** What a webview shows: a frame inside a frame. */
const inWebview = () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

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
  // The list of files gives its room to the outline.
  await page.locator('.pane-header', { hasText: path.basename(FOLDER) }).first().click();
  const { x, width, y } = await page.locator('.part.sidebar').boundingBox();
  await page.mouse.move(x + width, y + 300);
  await page.mouse.down();
  await page.mouse.move(x + width + 70, y + 300, { steps: 5 });
  await page.mouse.up();
  await command('Explorer: Focus on Outline View');
  for (const text of [/Halden Optics Inc Q2 FY2031/, /^Prepared remarks/, /^1 Whitlock, Corvane Securities -> /]) {
    await see('.outline-tree .monaco-list-row', text);
  }
});

await test('Problems lists the wrong share, and a click leads to it', async () => {
  await command('Problems: Focus on Problems View');
  const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'share-mismatch' }).first();
  await row.waitFor();
  await row.click();
  await page.waitForSelector('.monaco-editor .squiggly-warning');
});

await test('the name of the speaker is hinted after a title-only label; one command hides and shows it', async () => {
  await goToLine(lineOf('- CFO'));
  const hinted = page.locator('.view-line', { hasText: 'Owen Tully' }).filter({ hasText: 'CFO' }).first();
  await hinted.waitFor();
  await command('tieout: Toggle Inlay Hints');
  await hinted.waitFor({ state: 'detached' });
  await command('tieout: Toggle Inlay Hints');
  await hinted.waitFor();
});

await test('the pointer on a number shows what it means and what contradicts it', async () => {
  await goToLine(lineOf('51%'));
  await rest('51%');
  await see('.monaco-hover:visible', 'share of revenue, Q2 FY2031');
  await see('.monaco-hover:visible', '15.1–15.3%');
  await page.waitForTimeout(500); // until the hover has faded in
  await shoot('vscode');
  await rest('$82.0 million');
  await see('.monaco-hover:visible', '82,000,000');
});

await test('the code lens opens the key figures beside the text, and a row leads to its line', async () => {
  await goToLine(1);
  await page.locator('.codelens-decoration a', { hasText: 'figures' }).first().click();
  const row = inWebview().locator('tr', { hasText: '$98 million' }).first();
  await row.waitFor();
  await shoot('vscode-key-figures');
  await row.click();
  await see('.statusbar-item', new RegExp(`Ln ${lineOf('We expect revenue between')},`));
  await page.locator('.tab', { hasText: 'Key figures' }).locator('.codicon-close').click();
});

await test('explain shows the page of the check, to be read and not to be saved', async () => {
  await goToLine(lineOf('51%'));
  await command('tieout: Explain Finding');
  await inWebview().locator('h1', { hasText: 'share-mismatch' }).waitFor();
  await inWebview().locator('blockquote', { hasText: '15% of this amount' }).waitFor();
  await shoot('vscode-explain');
  await page.locator('.tab', { hasText: 'share-mismatch' }).locator('.codicon-close').click();
  await page.locator('.tab', { hasText: 'share-mismatch' }).waitFor({ state: 'detached' });
});

await test('go to symbol in workspace finds a speaker', async () => {
  await goToLine(1);
  await page.keyboard.press('Control+t');
  const box = page.locator('.quick-input-widget input.input').first();
  await box.fill('#Tully');
  await see('.quick-input-list .monaco-list-row', /Owen Tully/);
  await shoot('vscode-symbols');
  await page.keyboard.press('Escape');
  const told = await page.locator('.notification-list-item').allTextContents();
  if (told.length > 0) throw new Error(`a notification: ${told.join('; ')}`);
});

await test('the palette has the commands for a call in Markdown, and not for other Markdown', async () => {
  writeFileSync(path.join(FOLDER, 'in-markdown.md'), readFileSync(path.join(FOLDER, sample)));
  writeFileSync(path.join(FOLDER, 'shopping.md'), '# Shopping\n\n3 eggs and $4 of bread.\n');
  await openCall('in-markdown.md');
  await command('tieout: Show Key Figures');
  await inWebview().locator('tr', { hasText: '$98 million' }).first().waitFor();
  await page.locator('.tab', { hasText: 'Key figures' }).locator('.codicon-close').click();
  await openCall('shopping.md');
  await page.locator('.statusbar-item', { hasText: 'Markdown' }).first().waitFor();
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input.input').first().fill('>tieout: Show');
  await see('.quick-input-list .monaco-list-row', 'tieout: Show Output');
  if (await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Show Key Figures' }).count()) {
    throw new Error('key figures are offered of a text that is no call');
  }
  await page.keyboard.press('Escape');
  // The files stay: VS Code's own Markdown server complains of those that go.
  for (const name of ['shopping.md', 'in-markdown.md']) {
    await page.locator('.tab', { hasText: name }).locator('.codicon-close').click();
  }
});

await test('the walkthrough leads through the first steps', async () => {
  await command('Welcome: Open Walkthrough...');
  const box = page.locator('.quick-input-widget input.input').first();
  await box.fill('earnings call');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Read an earnings call with tieout' }).first().click();
  for (const step of ['Open a transcript', 'Rest on a number', 'See what cannot be true', 'Take the key figures']) {
    await see('.gettingStartedContainer', step);
  }
  await page.locator('.gettingStartedContainer').getByText('Rest on a number').first().click();
  await inWebview().getByText('product revenue, Q2 FY2031').waitFor();
  await page.waitForTimeout(1000); // until the step has unfolded
  await shoot('vscode-walkthrough');
  await page.locator('.tab', { hasText: 'Walkthrough' }).locator('.codicon-close').click();
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
  await shoot('vscode-quick-fix');
  await page.keyboard.press('Enter');
  await see('.markers-panel', 'No problems have been detected');
  await goToLine(1);
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
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
  await openCall();
  await page.locator('.statusbar-item', { hasText: 'Earnings Call' }).first().waitFor({ timeout: 60_000 });
  await goToLine(1);
  await page.locator('.codelens-decoration', { hasText: 'figures' }).first().waitFor({ timeout: 60_000 });
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
