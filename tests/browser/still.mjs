// Without scripts a page has its map, its tables and its choices; with scripts and without WebGL, too.
import assert from 'node:assert/strict';
import { address, input, newPage, run, WAIT_MS } from './browser.mjs';

const { folder, files } = input();

await run(async (browser) => {
  for (const file of files) {
    const { page, problems } = await newPage(browser, { javaScriptEnabled: false });
    await page.goto(address(folder, file));
    assert.ok(await page.isVisible('figure svg.map'), 'the drawing');
    assert.ok(await page.isVisible('#map figcaption .legend'), 'its legend');
    assert.equal(await page.locator('.choose').count(), 0);
    const tables = page.locator('#towns table');
    if (await tables.count() > 1) {
      assert.ok(await tables.nth(0).isVisible());
      await page.click('#towns label[for=L1]');
      assert.ok(await tables.nth(1).isVisible(), 'the other choice');
      assert.equal(await tables.nth(0).isVisible(), false);
    }
    assert.deepEqual(problems, []);
  }
  const { page } = await newPage(browser);
  await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
  await page.goto(address(folder, files[0]));
  await page.waitForFunction(() => window.maplibregl && document.querySelector('table.chosen tr'), null, { timeout: WAIT_MS });
  await page.waitForTimeout(300);
  assert.ok(await page.isVisible('figure svg.map'), 'the drawing stays without WebGL');
});
