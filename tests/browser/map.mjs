// The map shows what the store has: as many facilities of each set, and the people beyond each limit; its switches show and hide; a facility
// tells its name when it is clicked or found.
import assert from 'node:assert/strict';
import { choose, input, newPage, openPage, run, WAIT_MS } from './browser.mjs';

const { folder, sets, far, region } = input();

/* Waits until all is drawn, then counts what a layer has in the picture. */
const drawn = (page, layers, key) => page.evaluate(async ([layers, key]) => {
  const map = window.lifecircle.map;
  await new Promise((resolve) => { map.once('idle', resolve); map.triggerRepaint(); });
  return new Set(map.queryRenderedFeatures({ layers }).map((one) => (key ? one.properties[key] : one.id || JSON.stringify(one.geometry)))).size;
}, [layers, key]);

const picture = (page) => page.evaluate(() => new Promise((resolve) => {
  const map = window.lifecircle.map;
  map.once('idle', () => resolve(map.getCanvas().toDataURL()));
  map.triggerRepaint();
}));

async function flip(page, name, on) {
  await page.setChecked(`.switches input[value=${name}]`, on);
}

await run(async (browser) => {
  const { page, problems } = await newPage(browser);
  await openPage(page, folder, 'index.html');

  // all facilities of each set lie in the picture, those outside the boundary, too
  await page.evaluate(() => window.lifecircle.map.zoomTo(window.lifecircle.map.getZoom() - 1.2, { animate: false }));
  for (const [set, one] of Object.entries(sets)) {
    await choose(page, { set, group: one.group, limit: one.limit, measure: one.measure });
    const source = await page.evaluate(() => window.lifecircle.shown.facilities.map((feature) => feature.properties.inUse));
    assert.equal(source.filter(Boolean).length, one.inUse, `in use of set ${set}`);
    assert.equal(source.filter((inUse) => !inUse).length, one.planned, `planned of set ${set}`);
    if (one.drawn) assert.equal(await drawn(page, ['facilities'], 'index'), one.inUse, `drawn of set ${set}`);
    const told = (await page.textContent('.shown')).match(/\d[\d,]*/)[0];
    assert.equal(Number(told.replace(/,/g, '')), one.inUse);
  }

  for (const one of far) {
    await choose(page, one);
    const people = await page.evaluate(() => window.lifecircle.shown.far.reduce((sum, feature) => sum + feature.properties.people, 0));
    assert.ok(Math.abs(people - one.people) < 0.001, `beyond: ${people} rather than ${one.people} ${JSON.stringify(one)}`);
  }

  // switches
  const first = far[0];
  await choose(page, first);
  const before = await picture(page);
  for (const [name, layer] of [['facility', 'facilities'], ['far', 'far-dots'], ['circle', 'ring-lines'], ['walked', 'walked-ground'], ['besides', 'rail']]) {
    assert.ok(await drawn(page, [layer]) > 0, `${name} is shown`);
    await flip(page, name, false);
    assert.equal(await drawn(page, [layer]), 0, `${name} is hidden`);
    await flip(page, name, true);
  }
  for (const [name, layer] of [['streets', 'streets'], ['units', 'unit-lines'], ['shaded', 'shaded']]) {
    assert.equal(await drawn(page, [layer]), 0, `${name} begins hidden`);
    await flip(page, name, true);
    await page.waitForFunction((layer) => window.lifecircle.map.queryRenderedFeatures({ layers: [layer] }).length > 0, layer, { timeout: WAIT_MS });
  }
  assert.notEqual(await picture(page), before, 'switches change the picture');
  assert.ok(await page.isVisible('.shades'), 'the shades have a legend');
  assert.ok(await page.isVisible('.maplibregl-ctrl-scale'), 'there is a scale bar');

  // pop-ups
  const spot = await page.evaluate(() => {
    const feature = window.lifecircle.shown.facilities[0], point = window.lifecircle.map.project(feature.geometry.coordinates);
    document.querySelector('.live-map').scrollIntoView({ block: 'end' });
    const frame = document.querySelector('.live-map').getBoundingClientRect();
    return { x: frame.left + point.x, y: frame.top + point.y, name: feature.properties.name };
  });
  await page.mouse.click(spot.x, spot.y);
  await page.waitForSelector('.maplibregl-popup', { timeout: WAIT_MS });
  assert.equal(await page.textContent('.maplibregl-popup h3'), spot.name);
  const last = await page.evaluate(() => window.lifecircle.shown.facilities.slice(-1)[0].properties.name);
  await page.fill('.finder input', last);
  await page.keyboard.press('Enter');
  await page.waitForFunction((name) => document.querySelector('.maplibregl-popup h3').textContent === name, last, { timeout: WAIT_MS });

  // keys
  const zoom = await page.evaluate(() => window.lifecircle.map.getZoom());
  await page.focus('.maplibregl-canvas');
  await page.keyboard.press('+');
  await page.waitForFunction((zoom) => window.lifecircle.map.getZoom() > zoom, zoom, { timeout: WAIT_MS });

  // a region's page begins at the region
  await openPage(page, folder, 'regions/' + region.file);
  const view = await page.evaluate(() => window.lifecircle.map.getBounds().toArray().flat());
  assert.ok(view[0] <= region.box[0] && view[1] <= region.box[1] && view[2] >= region.box[2] && view[3] >= region.box[3], 'the region is in view');
  assert.ok(view[2] - view[0] < 4 * (region.box[2] - region.box[0]) || view[3] - view[1] < 2.5 * (region.box[3] - region.box[1]), 'and fills it');
  assert.deepEqual(problems, []);
});
