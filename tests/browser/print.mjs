// Prints a page with a mark in the first and the last cell of each row of each table, and in each heading: the caller reads where they are.
import { input, newPage, openPage, run } from './browser.mjs';

const { folder, file, pdf } = input();

await run(async (browser) => {
  const { page } = await newPage(browser);
  await openPage(page, folder, file);
  await page.emulateMedia({ media: 'print' });
  const marks = await page.evaluate(() => {
    const out = [];
    const mark = (cell, text) => {
      const span = document.createElement('span');
      span.textContent = ` ${text} `;
      span.style.fontSize = '3px';
      cell.prepend(span);
    };
    [...document.querySelectorAll('table')].filter((table) => table.offsetParent !== null && !table.parentElement.closest('table')).forEach((table, t) => {
      const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length > 1);
      const head = table.tHead && table.tHead.rows[0];
      if (head) mark(head.cells[0], `Qt${t}hQ`);
      rows.forEach((row, r) => {
        mark(row.cells[0], `Qt${t}r${r}aQ`);
        mark(row.cells[row.cells.length - 1], `Qt${t}r${r}zQ`);
      });
      out.push({ rows: rows.length, head: Boolean(head) });
    });
    return out;
  });
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
  console.log(JSON.stringify(marks));
});
