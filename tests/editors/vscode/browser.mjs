// Chromium, driven by Playwright's library; no browser is downloaded.
import { createRequire } from 'node:module';
import path from 'node:path';

const { chromium } = createRequire(path.join(path.resolve(process.env.PLAYWRIGHT), 'node_modules', 'x.js'))('playwright-core');

/** A page of its own, that talks to nothing but this machine. */
export async function open(viewport) {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { browser, page };
}
