/* The pages of a report set with scripts on: choosers of facilities, people, limit and measure above the map, and the figures that follow
   them. Everything a page says without scripts stays where it is; what the choosers replace is hidden. map.js draws the interactive map.

   Data come from ../data/<name>.js, each of which calls lifecircle.data(name, value): a page opened from a folder may load scripts, but fetch
   nothing. Written by src/report/web_*.c:
     study         interactive, title, words{}, plane, choices[[set, group code]], sets[{id, code, name, types[], groups[]}], groups[[id, code,
                   name]], types[[id, name]], measures[{id, label, foot, first, profile}], limits[[id, minutes]], radii[[measure, minutes, m]],
                   walked[[measure, type, limit]]
     regions       [{code, name, file, compared, top, at[lon, lat], missed, targets, shape}]
     figures-SET   coverage{"group|measure|minutes": [[people within reach, people] or null, by region]},
                   area{"group|": [[value, lacking, low, high] or null, by region]}
     facilities, context, streets, homes, people-GROUP, reach-SET, walked-MEASURE-TYPE-LIMIT: see map.js */
(function () {
  'use strict';

  const here = document.currentScript.src;
  const slots = new Map(); // name -> {promise, resolve, reject, asked}

  function slot(name) {
    if (!slots.has(name)) {
      const one = { asked: false };
      one.promise = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }));
      slots.set(name, one);
    }
    return slots.get(name);
  }

  /* Adds a file beside this one to the page; resolves when it has run. */
  function addFile(path) {
    return new Promise((resolve, reject) => {
      const css = path.endsWith('.css');
      const tag = document.createElement(css ? 'link' : 'script');
      tag.addEventListener('load', resolve);
      tag.addEventListener('error', () => reject(new Error(path)));
      if (css) tag.rel = 'stylesheet';
      tag[css ? 'href' : 'src'] = new URL(path, here).href;
      document.head.append(tag);
    });
  }

  function load(name) {
    const one = slot(name);
    if (!one.asked) {
      one.asked = true;
      addFile('../data/' + name + '.js').catch(one.reject);
    }
    return one.promise;
  }

  const lifecircle = { data: (name, value) => slot(name).resolve(value), load, addFile };
  window.lifecircle = lifecircle;

  /* --- figures as page_words.c writes them --- */

  const NONE = '–';

  /* Halves go to the even neighbour, as printf has it; toFixed would round them up. */
  function fixed(number, decimals) {
    const tie = Number.isInteger(number * 2 ** (decimals + 1)) && Math.abs((number * 10 ** decimals) % 1) === 0.5;
    if (!tie) return number.toFixed(decimals);
    const low = Math.floor(number * 10 ** decimals);
    return ((low % 2 === 0 ? low : low + 1) / 10 ** decimals).toFixed(decimals);
  }

  function decimal(number, decimals) {
    if (number === null || !Number.isFinite(number) || Math.abs(number) >= 1e15) return NONE;
    const [whole, part] = fixed(number, decimals).split('.');
    const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : '.' + part);
    return /[1-9]/.test(text) ? text : text.replace('-', '');
  }

  const whole = (number) => decimal(number, 0);

  function share(number) {
    if (number === null || !Number.isFinite(number)) return NONE;
    if (number > 0 && number < 0.0005) return '<0.1%';
    if (number < 1 && number >= 0.9995) return '>99.9%';
    return decimal(number * 100, 1) + '%';
  }

  /* --- small tools --- */

  /* An element; children are elements or text, never markup. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function makeSvg(tag, attributes, ...children) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /* The pieces of a text whose {names} are values; "[one|many]" bends with the value before it. */
  function pieces(text, values) {
    const out = [];
    let last = '';
    for (const part of text.split(/(\{\w+\}|\[[^\]|]*\|[^\]]*\])/)) {
      if (/^\{/.test(part)) {
        last = String(values[part.slice(1, -1)]);
        out.push(make('bdi', null, last));
      } else if (/^\[.*\|/.test(part)) {
        out.push(part.slice(1, -1).split('|')[last === '1' ? 0 : 1]);
      } else if (part !== '') {
        out.push(part);
      }
    }
    return out;
  }

  const plain = (text, values) => pieces(text, values).map((piece) => piece.textContent || piece).join('');

  Object.assign(lifecircle, { make, makeSvg, pieces, plain, decimal, whole, share });

  /* --- what is chosen --- */

  function start(study, regions) {
    const words = study.words;
    const frame = document.querySelector('.layers');
    const figure = document.querySelector('figure[data-map]');
    if (!frame || !figure || study.sets.length === 0) return;

    const choice = {};
    const followers = []; // called with the choice and its figures whenever it changes
    const radios = [...frame.querySelectorAll('input.choice')];
    const code = figure.dataset.region;
    const about = { figure, regions, code, place: regions.findIndex((region) => (code ? region.code === code : region.top)) };
    const tops = regions.filter((region) => region.top).length;

    const setOf = (id) => study.sets.find((set) => set.id === id);
    const groupOf = (id) => study.groups.find((group) => group[0] === id);
    const partner = (measure) =>
      study.measures.find((other) => other.profile === measure.profile && other.foot !== measure.foot) || null;

    /* How many of how many in a region by a measure: [within reach, all], or null. */
    function covered(measure, place) {
      const rows = measure && choice.figures.coverage[`${choice.group[1]}|${measure.label}|${choice.minutes}`];
      return (rows && rows[place]) || null;
    }
    const rate = (pair) => (pair && pair[1] > 0 ? pair[0] / pair[1] : null);

    /* Of the whole page: of its region, or of all regions without one above them. */
    function total(measure) {
      if (code || tops === 1) return about.place < 0 ? null : covered(measure, about.place);
      const pairs = regions.map((region, i) => (region.top ? covered(measure, i) : null)).filter(Boolean);
      return pairs.length ? pairs.reduce((sum, pair) => [sum[0] + pair[0], sum[1] + pair[1]], [0, 0]) : null;
    }

    /* --- choosers --- */

    function select(name, label, options) {
      const element = make('select', { name });
      for (const [value, text] of options) element.append(make('option', { value }, text));
      return { element, label: make('label', null, make('span', null, label), element) };
    }

    const ordered = study.choices.map((one) => setOf(one[0])).filter(Boolean);
    for (const set of study.sets) if (!ordered.includes(set)) ordered.push(set);
    const sets = select('set', words.facilities, ordered.map((set) => [set.id, set.name]));
    const groups = select('group', words.people, []);
    const limits = select('limit', words.within,
      study.limits.map((limit) => [limit[0], plain(words.minutes, { limit: decimal(limit[1], limit[1] % 1 ? 1 : 0) })]));

    function measureName(measure) {
      if (measure.first) return measure.foot ? words.onFoot : words.byCircle;
      return plain(measure.foot ? words.profileFoot : words.profileCircle, { profile: measure.profile });
    }
    const measures = make('fieldset', { class: 'measures' }, make('legend', null, words.measured));
    for (const measure of study.measures) {
      const id = 'measure-' + measure.id;
      measures.append(make('input', { type: 'radio', name: 'measure', id, value: measure.id }), make('label', { for: id }, measureName(measure)));
    }
    const form = make('form', { class: 'choose', 'aria-label': words.choose }, sets.label, groups.label, limits.label, measures);
    if (study.limits.length === 0) limits.label.hidden = measures.hidden = true;
    form.addEventListener('submit', (event) => event.preventDefault());

    function offerGroups(set, wanted) {
      const old = wanted || (choice.group && choice.group[1]);
      const offered = set.groups.map(groupOf);
      groups.element.replaceChildren(...offered.map((group) => make('option', { value: group[0] }, group[2])));
      const same = offered.find((group) => group[1] === old);
      if (same) groups.element.value = same[0];
    }

    /* --- the sentence above the map --- */

    const sentence = make('p', { class: 'chosen-says', 'aria-live': 'polite' });

    function say() {
      const pair = total(choice.measure), circle = total(partner(choice.measure));
      if (!pair) {
        sentence.replaceChildren(...pieces(words.unknown, { type: choice.set.name, group: choice.group[2] }));
        return;
      }
      const values = {
        type: choice.set.name, group: choice.group[2], limit: decimal(choice.minutes, choice.minutes % 1 ? 1 : 0),
        share: share(rate(pair)), far: whole(pair[1] - pair[0]),
      };
      sentence.replaceChildren(...pieces(choice.measure.foot ? words.walk : words.ring, values));
      if (choice.measure.foot && circle) sentence.append(words.gap, ...pieces(words.promise, { share: share(rate(circle)) }));
    }

    /* --- the comparison --- */

    /* How the page itself names a region, with links to its report; by the file that they lead to. */
    const heads = new Map();
    for (const th of document.querySelectorAll('#towns th[scope=row]')) {
      const a = th.querySelector('a[href*="regions/"]');
      if (a) heads.set(decodeURIComponent(a.getAttribute('href').split('/').pop()), th);
    }
    const headOf = (region) => heads.get(region.file + '.html') || null;
    const linkOf = (region) => headOf(region) && headOf(region).querySelector('a').getAttribute('href');

    /* A figure, leading to what it means where the page says so. */
    const leading = (indicator, text) =>
      (document.getElementById('i-' + indicator) && text !== NONE ? make('a', { class: 'f', href: '#i-' + indicator }, text) : text);

    const table = make('table', { class: 'towns chosen' });
    const cell = (...children) => make('td', { class: 'n' }, ...children);

    function bar(circle, foot) {
      const svg = makeSvg('svg', { class: 'bar', viewBox: '0 0 100 12', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        makeSvg('rect', { class: 'track', width: 100, height: 12 }));
      if (circle !== null) svg.append(makeSvg('rect', { class: 'c', width: circle * 100, height: 12 }));
      if (foot !== null) svg.append(makeSvg('rect', { class: 'w', y: 3, width: foot * 100, height: 6 }));
      return make('td', { class: 'bars' }, svg);
    }

    function areaCell(area) {
      const [value, lacking, low, high] = area || [null, 0, null, null];
      let text = decimal(value, 1);
      if (value === null && low !== null) text = decimal(low, 1) + (high === null ? words.orMore : plain(words.toHigh, { high: decimal(high, 1) }));
      const td = cell(leading('area_per_1000', text));
      if (lacking > 0) td.append(make('span', { class: 'sub' }, ...pieces(words.lacking, { n: whole(lacking) })));
      return td;
    }

    function missedCell(region) {
      if (region.targets === 0) return cell(NONE);
      if (region.missed === 0) return cell('0');
      return cell(make('span', { class: 'st short' }, make('span', { 'aria-hidden': 'true' }, '▲'), ' ' + whole(region.missed)));
    }

    /* Rows as [region, its place, on foot, by circle], the least served by the chosen measure first. */
    function compared(foot, circle) {
      const rows = regions.map((region, place) => ({ region, place, foot: covered(foot, place), circle: covered(circle, place) }))
        .filter((row) => row.region.compared);
      const key = (row) => {
        const value = rate(choice.measure.foot ? row.foot : row.circle);
        return value === null ? Infinity : value;
      };
      return rows.sort((a, b) => (key(a) === key(b) ? a.place - b.place : key(a) - key(b)));
    }

    function tableRow(row, foot, circle) {
      const head = headOf(row.region), all = row.foot || row.circle || [null, null];
      const tr = make('tr', { 'data-code': row.region.code },
        head ? head.cloneNode(true) : make('th', { scope: 'row' }, make('bdi', null, row.region.name)),
        cell(leading('people', whole(all[1]))), bar(rate(row.circle), rate(row.foot)));
      for (const [measure, pair] of [[foot, row.foot], [circle, row.circle]]) if (measure) tr.append(cell(leading('coverage', share(rate(pair)))));
      if (foot && circle) tr.append(cell(row.foot && row.circle ? whole(row.circle[0] - row.foot[0]) : NONE));
      const areas = choice.figures.area[choice.group[1] + '|'];
      tr.append(areaCell(areas && areas[row.place]), missedCell(row.region));
      return tr;
    }

    function compare() {
      const one = choice.measure, other = partner(one);
      const foot = one.foot ? one : other, circle = one.foot ? other : one;
      const caption = make('caption', { id: 'chosen-t' }, ...pieces(words.caption, {
        type: choice.set.name, group: choice.group[2], limit: decimal(choice.minutes, choice.minutes % 1 ? 1 : 0) }));
      if (foot && circle) caption.append(words.gap, words.shades);
      const heads = [words.place, words.people, foot && circle ? words.both : words.covered, foot && words.onFoot,
        circle && words.byCircle, foot && circle && words.between, words.area, words.missed].filter(Boolean);
      table.replaceChildren(caption,
        make('thead', null, make('tr', null, ...heads.map((text) => make('th', { scope: 'col' }, text)))),
        make('tbody', null, ...compared(foot, circle).map((row) => tableRow(row, foot, circle))));
    }

    /* --- together --- */

    /* Which of the page's own choices says the same, -1 for none: its other words stay true then. */
    function sameAsPage() {
      const longest = study.limits.length ? study.limits[study.limits.length - 1][0] : choice.limit;
      return choice.limit !== longest ? -1
        : study.choices.findIndex((one) => one[0] === choice.set.id && one[1] === choice.group[1]);
    }

    async function choose() {
      const set = setOf(Number(sets.element.value));
      const wanted = {
        set, group: groupOf(Number(groups.element.value)), limit: Number(limits.element.value),
        measure: study.measures.find((measure) => document.getElementById('measure-' + measure.id).checked),
      };
      const turn = (choice.turn = (choice.turn || 0) + 1);
      const figures = await load('figures-' + set.id);
      if (turn !== choice.turn) return; // chosen anew meanwhile
      const limit = study.limits.find((one) => one[0] === wanted.limit);
      Object.assign(choice, wanted, { figures, minutes: limit ? limit[1] : NaN });
      const radio = study.choices.findIndex((one) => one[0] === set.id);
      if (radio >= 0 && radios[radio]) radios[radio].checked = true;
      const same = sameAsPage();
      frame.classList.toggle('other', same < 0);
      frame.classList.toggle('as-drawn', same >= 0 && choice.measure && choice.measure.foot === study.measures[0].foot && choice.measure.first);
      if (choice.measure) {
        say();
        if (!code) compare();
      }
      for (const follow of followers) follow(choice);
      frame.dataset.ready = String(turn);
    }

    form.addEventListener('change', (event) => {
      if (event.target === sets.element) offerGroups(setOf(Number(sets.element.value)));
      choose();
    });
    for (const [i, radio] of radios.entries()) {
      radio.addEventListener('change', () => {
        const one = study.choices[i];
        if (!radio.checked || !one) return;
        sets.element.value = one[0];
        offerGroups(setOf(one[0]), one[1]);
        choose();
      });
    }

    function replaceStatic() {
      const section = figure.closest('section'), towns = document.getElementById('towns');
      const mark = (elements, name) => elements.forEach((element) => element.classList.add(name));
      mark([...section.querySelectorAll(':scope > .tabs, :scope > p.l')], 'replaced');
      figure.before(sentence);
      frame.insertBefore(form, section);
      if (code || !towns) return;
      const boxes = [...towns.querySelectorAll('table.l')].map((one) => one.closest('.box') || one);
      mark([...towns.querySelectorAll('.tabs, .note.l'), ...boxes], 'replaced');
      mark([...towns.querySelectorAll('p.l:not(.note)')], 'still');
      if (boxes.length) boxes[0].before(make('div', { class: 'box', tabindex: 0, role: 'group', 'aria-labelledby': 'chosen-t' }, table));
    }

    const checked = radios.findIndex((radio) => radio.checked);
    const first = study.choices[Math.max(checked, 0)] || [ordered[0].id, null];
    sets.element.value = first[0];
    offerGroups(setOf(first[0]), first[1]);
    if (study.limits.length) limits.element.value = study.limits[study.limits.length - 1][0];
    replaceStatic();
    if (study.measures.length) document.getElementById('measure-' + study.measures[0].id).checked = true;
    document.documentElement.classList.add('live');
    choose();

    lifecircle.page = { study, about, choice, covered, rate, partner, linkOf, follow: (fn) => { followers.push(fn); if (choice.figures) fn(choice); } };
    if (study.interactive) {
      addFile('maplibre-gl.css');
      addFile('maplibre-gl.js').then(() => addFile('map.js'));
    }
  }

  if (document.querySelector('figure[data-map]')) Promise.all([load('study'), load('regions')]).then(([study, regions]) => start(study, regions));
})();
