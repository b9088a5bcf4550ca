// What is chosen changes the sentence, the comparison and the colours of the map to the figures of indicators.csv; back to the page's own choice,
// the table says what it says without scripts.
import assert from 'node:assert/strict';
import { choose, input, newPage, openPage, run } from './browser.mjs';

const { folder, choices, region } = input();

const rows = (page) => page.$$eval('table.chosen tbody tr', (all) => all.map((tr) => [tr.dataset.code, ...[...tr.cells].filter((cell) => !cell.classList.contains('bars'))
  .map((cell) => cell.childNodes.length > 1 && cell.querySelector('.sub') ? cell.firstChild.textContent : cell.textContent)]));
const shades = (page) => page.evaluate(() => Object.fromEntries(window.lifecircle.shown.regions.filter((one) => one.properties.compared)
  .map((one) => [window.lifecircle.page.about.regions[one.properties.place].code, one.properties.shade])));

await run(async (browser) => {
  const { page, problems } = await newPage(browser);
  await openPage(page, folder, 'index.html');
  const still = await page.$$eval('#towns table.l0 tbody tr', (all) => all.map((tr) => [...tr.cells].map((cell) => cell.textContent)));
  const alive = await page.$$eval('table.chosen tbody tr', (all) => all.map((tr) => [...tr.cells].map((cell) => cell.textContent)));
  assert.ok(still.length > 1);
  assert.deepEqual(alive, still, 'the table of the scripts says what the page says');
  assert.equal(await page.isVisible('#towns table.l0'), false);
  for (const one of choices) {
    await choose(page, one);
    assert.deepEqual(await rows(page), one.rows, JSON.stringify({ ...one, rows: 0 }));
    assert.deepEqual(await shades(page), one.shades);
    const says = await page.textContent('.chosen-says');
    for (const part of one.says) assert.ok(says.includes(part), `${says} has ${part}`);
  }

  // a region's page tells of the region
  await openPage(page, folder, 'regions/' + region.file);
  await choose(page, region.choice);
  const says = await page.textContent('.chosen-says');
  for (const part of region.says) assert.ok(says.includes(part), `${says} has ${part}`);
  assert.deepEqual(problems, []);
});
