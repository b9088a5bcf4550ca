// Every page of a set loads from a folder without a word of complaint and without a network; each link leads somewhere; nothing on it is
// inaccessible by axe's serious and critical rules.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { htmlFiles, input, newPage, openPage, require, run } from './browser.mjs';

const { folder, language, checked, most } = input(); // checked: pages that axe looks at; most: pages that are opened

async function links(page) {
  return page.evaluate(() => ({
    ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
    targets: [...document.querySelectorAll('a[href]')].map((a) => a.href),
    twice: [...document.querySelectorAll('[id]')].map((element) => element.id).filter((id, i, all) => all.indexOf(id) !== i),
    language: document.documentElement.lang,
  }));
}

async function look(page) {
  const source = require('axe-core').source;
  await page.evaluate(source);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], preload: false }));
  assert.ok(result.passes.length > 20, 'axe has looked');
  return result.violations.filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => `${one.id} (${one.impact}): ${one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ')}`);
}

await run(async (browser) => {
  const { page, problems } = await newPage(browser);
  const ids = new Map(), all = [];
  const files = htmlFiles(folder).slice(0, most);
  for (const [i, file] of files.entries()) {
    await openPage(page, folder, file);
    assert.deepEqual(problems, [], file);
    const found = await links(page);
    assert.equal(found.language, language, file);
    assert.deepEqual(found.twice, [], `ids that stand twice in ${file}`);
    ids.set(page.url().split('#')[0], new Set(found.ids));
    for (const target of found.targets) all.push([file, target]);
    if (i < checked) assert.deepEqual(await look(page), [], `axe on ${file}`);
  }
  assert.ok(all.length > files.length, 'there are links');
  for (const [file, target] of all) {
    const [path, fragment] = target.split('#');
    assert.match(path, /^file:/, `${file} points outside: ${target}`);
    assert.ok(existsSync(fileURLToPath(path)), `${file}: no file at ${target}`);
    if (fragment && path.endsWith('.html') && ids.has(path)) assert.ok(ids.get(path).has(decodeURIComponent(fragment)), `${file}: no place ${target}`);
  }
  console.log(`${files.length} pages, ${all.length} links`);
});
