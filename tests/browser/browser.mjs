// What the tests of the pages share: a browser, and a list of everything that went wrong on a page. Chromium draws WebGL in software; it is
// kept from every network.
import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const require = createRequire(join(process.env.LC_NODE_PACKAGES, 'package.json'));
const { chromium } = require('playwright-core');

export const WAIT_MS = 20000;

export async function launch() {
  return chromium.launch({
    executablePath: process.env.LC_CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
      '--disable-background-networking', '--no-first-run', '--proxy-server=127.0.0.1:9'],
  });
}

/* A page, and the list that fills with what is wrong on it. */
export async function newPage(browser, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, deviceScaleFactor: 0.5, reducedMotion: 'reduce', ...options });
  const page = await context.newPage(), problems = [];
  page.on('console', (message) => {
    // reading pixels back is what the tests do, and software drawing tells so
    if (['error', 'warning'].includes(message.type()) && !/GPU stall due to ReadPixels/.test(message.text())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('requestfailed', (request) => {
    // leaving a page breaks off what it was still loading
    if (request.failure().errorText !== 'net::ERR_ABORTED') problems.push(`not loaded: ${request.url()} (${request.failure().errorText})`);
  });
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) problems.push(`network: ${request.url()}`);
  });
  return { page, problems };
}

export const htmlFiles = (folder) => ['index.html', ...readdirSync(join(folder, 'regions')).filter((name) => name.endsWith('.html')).map((name) => 'regions/' + name)];
export const address = (folder, file) => pathToFileURL(join(folder, file)).href;

/* Opens a page and waits until its map, or (`still`) what stands around it, says what is chosen. */
export async function openPage(page, folder, file, still) {
  await page.goto(address(folder, file));
  await page.waitForSelector('.layers[data-ready]', { state: 'attached', timeout: WAIT_MS });
  if (!still) await page.waitForSelector('.live-map[data-shows]', { state: 'attached', timeout: WAIT_MS });
}

/* Chooses as a person would, and waits until the map has followed. */
export async function choose(page, { set, group, limit, measure }) {
  await page.selectOption('.choose select[name=set]', String(set));
  await page.selectOption('.choose select[name=group]', String(group));
  await page.selectOption('.choose select[name=limit]', String(limit));
  await page.check(`#measure-${measure}`, { force: true });
  await page.waitForSelector(`.live-map[data-shows="${set} ${group} ${limit} ${measure}"]`, { timeout: WAIT_MS });
}

export const input = () => JSON.parse(process.argv[2]);

/* Runs the steps of a test one by one in a browser; the first failure ends it with its words. */
export async function run(test) {
  const browser = await launch();
  try {
    await test(browser);
  } finally {
    await browser.close();
  }
}
