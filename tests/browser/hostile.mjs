// Names that would run, break out or push the page apart are text like any other, on the page and on the map.
import assert from 'node:assert/strict';
import { choose, htmlFiles, input, newPage, openPage, run, WAIT_MS } from './browser.mjs';

const { folder, regions, facilities, choice } = input();

await run(async (browser) => {
  const { page, problems } = await newPage(browser);
  for (const file of htmlFiles(folder)) {
    await openPage(page, folder, file, file !== 'index.html');
    assert.equal(await page.evaluate(() => window.hacked), undefined, file);
    assert.equal(await page.locator('img, iframe, object, embed, b.hostile').count(), 0, file);
    assert.deepEqual(await page.$$eval('script', (all) => all.filter((script) => !script.src).length), 0, file);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${file} is no wider than the window`);
  }
  await openPage(page, folder, 'index.html');
  await choose(page, choice);
  const told = await page.$$eval('table.chosen tbody th', (all) => all.map((th) => th.textContent));
  for (const name of regions) assert.ok(told.includes(name), `the comparison names ${name}`);
  for (const name of facilities) {
    const shown = await page.evaluate((name) => window.lifecircle.shown.facilities.some((one) => one.properties.name === name), name);
    assert.ok(shown, `the map has ${name}`);
    await page.fill('.finder input', name.trim());
    await page.dispatchEvent('.finder input', 'change');
    await page.waitForFunction((name) => document.querySelector('.maplibregl-popup h3')?.textContent === name, name, { timeout: WAIT_MS });
    assert.equal(await page.locator('.maplibregl-popup img, .maplibregl-popup script').count(), 0);
  }
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.deepEqual(problems, []);
});
