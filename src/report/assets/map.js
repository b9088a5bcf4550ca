/* The interactive map in place of the page's drawing, which stays where WebGL is absent. It shows what page.js's choosers say: the ground within
   walking reach, circles, the people beyond, facilities; each layer can be switched. Shapes come as the path data of the drawings:
     facilities    [[type, in use, name, lon, lat, region, address, m2, beds, places, meals, staff, opened]]
     context       besides[[kind, name, path, is it a line]], units[[name, has it a centre, path]]
     streets, walked-MEASURE-TYPE-LIMIT   path
     homes         [dx, dy, ...] in 1e-5 degrees, each from the place before
     people-GROUP  people at each home
     reach-SET     a text for each measure: the number of the shortest limit within which a home has the set, as one character
   Texts of the data enter the page as text alone, never as markup. */
(function () {
  'use strict';

  const { load, make, makeSvg, pieces, plain, decimal, whole, share, page } = window.lifecircle;
  const { study, about, choice, covered, rate, partner, linkOf, follow } = page;
  const { words } = study;
  const { figure, regions } = about;

  const INK = { ground: '#f4f5f3', town: '#fff', line: '#7d8a91', edge: '#4b575e', water: '#d6e4ec', stream: '#b4cfdd', rail: '#6b7378',
    motorway: '#dcc06a', besides: '#b4bcc0', street: '#d3d9dc', walked: '#8fbdc6', ring: '#0e5c7a', more: '#9a6fb0', far: '#d1560a',
    place: '#0b3448', text: '#26333a' };
  const SHADES = ['#f3efe6', '#d5e2e4', '#a9cad6', '#5f9db3', '#0e5c7a']; // by fifths of the people covered
  const STREET_WIDTH_M = 60; // as wide as the houses along a street are deep
  const EARTH_M = 6371008.8;
  const NAME_FONT = ['Noto Sans Bold']; // drawn from the fonts of the computer: the style names no glyphs

  /* --- shapes --- */

  /* Path data of the plane as lines of [lon, lat]. */
  function lines(path) {
    const [west, north, perLon, perLat, left, top] = study.plane;
    const out = [];
    let line = null, relative = false, skip = false, first = null, x = 0, y = 0;
    for (const [token] of path.matchAll(/[Mlzh]|-?\d*\.?\d+/g)) {
      if (token === 'M') {
        line = [];
        out.push(line);
        relative = false;
      } else if (token === 'l') relative = true;
      else if (token === 'h') skip = true;
      else if (token === 'z') line.push(line[0]);
      else if (skip) skip = false;
      else if (first === null) first = Number(token);
      else {
        x = relative ? x + first : first;
        y = relative ? y + Number(token) : Number(token);
        first = null;
        line.push([west + (x - left) / perLon, north - (y - top) / perLat]);
      }
    }
    return out;
  }

  function holds(ring, [x, y]) {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i], [bx, by] = ring[j];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
    return inside;
  }

  /* Rings follow their shell. */
  function polygons(path) {
    const out = [];
    for (const ring of lines(path)) {
      if (ring.length < 4) continue;
      const last = out[out.length - 1];
      const middle = [(ring[0][0] + ring[1][0]) / 2, (ring[0][1] + ring[1][1]) / 2];
      if (last && holds(last[0], middle)) last.push(ring);
      else out.push([ring]);
    }
    return out;
  }

  const feature = (type, coordinates, properties) => ({ type: 'Feature', geometry: { type, coordinates }, properties: properties || {} });
  const collection = (features) => ({ type: 'FeatureCollection', features });
  const EMPTY = collection([]);

  /* All but some ground. */
  const around = (shapes) => feature('Polygon', [[[-180, -85], [180, -85], [180, 85], [-180, 85], [-180, -85]], ...shapes.map((rings) => rings[0])]);

  /* Long lists in parts, so that the map finds what is in view without going through all of them. */
  function lineFeatures(path) {
    const all = lines(path), out = [];
    for (let i = 0; i < all.length; i += 100) out.push(feature('MultiLineString', all.slice(i, i + 100)));
    return out;
  }

  function circle([lon, lat], radius) {
    const ring = [], dy = (radius / EARTH_M) * (180 / Math.PI), dx = dy / Math.cos((lat * Math.PI) / 180);
    for (let i = 0; i <= 64; i++) ring.push([lon + dx * Math.sin((i * Math.PI) / 32), lat + dy * Math.cos((i * Math.PI) / 32)]);
    return ring;
  }

  /* --- style --- */

  const source = (data) => ({ type: 'geojson', data: data || EMPTY, tolerance: 0.3 });
  const line = (id, from, paint, more) => ({ id, source: from, type: 'line', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint, ...more });
  const kindIs = (...kinds) => ['in', ['get', 'kind'], ['literal', kinds]];

  /* A width in metres of the ground, in pixels at any zoom. */
  function metres(width, lat) {
    const at = (zoom) => (width * 512 * 2 ** zoom) / (2 * Math.PI * EARTH_M * Math.cos((lat * Math.PI) / 180));
    return ['interpolate', ['exponential', 2], ['zoom'], 6, at(6), 22, at(22)];
  }
  const grow = (from, to) => ['interpolate', ['linear'], ['zoom'], 10, from, 16, to];
  /* Small over a whole city, where there are thousands. */
  const place = (times) => ['interpolate', ['linear'], ['zoom'], 8, times, 10, 2 * times, 12, 4.4 * times, 16, 7 * times];
  const rim = ['interpolate', ['linear'], ['zoom'], 8, 0.2, 12, 1.3];

  function style(lat) {
    const name = (id, from, paint, more) => ({
      id, source: from, type: 'symbol', paint: { 'text-color': INK.text, 'text-halo-color': '#fff', 'text-halo-width': 1.6, ...paint },
      layout: { 'text-field': ['get', 'name'], 'text-size': grow(12, 17), 'text-max-width': 8, 'text-font': NAME_FONT, ...more } });
    return {
      version: 8,
      sources: { regions: source(), names: source(), walked: source(), besides: source(), streets: source(), units: source(), rings: source(), far: source(), around: source(), facilities: source() },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': INK.ground } },
        { id: 'towns', source: 'regions', type: 'fill', filter: ['get', 'compared'], paint: { 'fill-color': INK.town } },
        { id: 'shaded', source: 'regions', type: 'fill', filter: ['all', ['get', 'compared'], ['>=', ['get', 'shade'], 0]],
          paint: { 'fill-color': ['match', ['get', 'shade'], ...SHADES.flatMap((shade, i) => [i, shade]), INK.town] }, layout: { visibility: 'none' } },
        line('walked-ground', 'walked', { 'line-color': INK.walked, 'line-width': metres(STREET_WIDTH_M, lat) }),
        { id: 'water', source: 'besides', type: 'fill', filter: ['all', kindIs('water'), ['!', ['get', 'line']]], paint: { 'fill-color': INK.water } },
        line('stream', 'besides', { 'line-color': INK.stream, 'line-width': grow(1.5, 5) }, { filter: ['all', kindIs('water'), ['get', 'line']] }),
        line('streets', 'streets', { 'line-color': INK.street, 'line-width': grow(0.4, 2.5) }, { layout: { visibility: 'none', 'line-join': 'round' } }),
        line('other', 'besides', { 'line-color': INK.besides, 'line-width': 1 }, { filter: ['!', kindIs('water', 'railway', 'expressway')] }),
        line('motorway', 'besides', { 'line-color': INK.motorway, 'line-width': grow(2, 6) }, { filter: kindIs('expressway') }),
        line('rail', 'besides', { 'line-color': INK.rail, 'line-width': grow(2, 4) }, { filter: kindIs('railway') }),
        line('sleepers', 'besides', { 'line-color': '#fff', 'line-width': grow(1, 2.4), 'line-dasharray': [3, 3] }, { filter: kindIs('railway'), layout: {} }),
        line('town-lines', 'regions', { 'line-color': INK.line, 'line-width': 1.3 }, { filter: ['get', 'compared'] }),
        { id: 'unit-ground', source: 'units', type: 'fill', paint: { 'fill-color': ['case', ['get', 'centre'], INK.ring, INK.more], 'fill-opacity': 0.06 }, layout: { visibility: 'none' } },
        line('unit-lines', 'units', { 'line-color': ['case', ['get', 'centre'], INK.ring, INK.more], 'line-width': 1.4 }, { layout: { visibility: 'none' } }),
        line('ring-lines', 'rings', { 'line-color': INK.ring, 'line-width': 1.1, 'line-dasharray': [4, 3], 'line-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.15, 12, 0.7] }, { layout: {} }),
        { id: 'far-dots', source: 'far', type: 'circle', layout: { 'circle-sort-key': ['-', ['get', 'size']] },
          paint: { 'circle-color': INK.far, 'circle-opacity': 0.82,
            'circle-radius': ['interpolate', ['exponential', 1.5], ['zoom'], 9, ['max', 0.8, ['*', 2.4, ['get', 'size']]], 12, ['max', 1, ['*', 5, ['get', 'size']]], 17, ['max', 2, ['*', 18, ['get', 'size']]]] } },
        { id: 'around', source: 'around', type: 'fill', paint: { 'fill-color': INK.ground, 'fill-opacity': 0.55 } },
        line('edge', 'regions', { 'line-color': INK.edge, 'line-width': 2.2 }, { filter: ['get', 'here'] }),
        { id: 'planned', source: 'facilities', type: 'circle', filter: ['!', ['get', 'inUse']],
          paint: { 'circle-color': '#fff', 'circle-radius': place(0.9), 'circle-stroke-color': INK.place, 'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 12, 1.6] } },
        { id: 'facilities', source: 'facilities', type: 'circle', filter: ['get', 'inUse'],
          paint: { 'circle-color': INK.place, 'circle-radius': place(1), 'circle-stroke-color': '#fff', 'circle-stroke-width': rim } },
        name('names', 'names', null, { 'text-padding': 4 }),
        { ...name('facility-names', 'facilities', null, { 'text-size': 12, 'text-offset': [0, 0.9], 'text-anchor': 'top', 'text-font': ['Noto Sans Regular'] }),
          minzoom: 14.5, filter: ['get', 'inUse'] },
      ],
    };
  }

  /* --- the map in the page --- */

  const holder = make('div', { class: 'live-map' });
  const bounds = figure.dataset.bounds.split(',').map(Number);
  const box = [[bounds[0], bounds[1]], [bounds[2], bounds[3]]];
  const title = plain(words.map, { title: about.place >= 0 && about.code ? regions[about.place].name : study.title });

  function open() {
    figure.prepend(holder);
    return new window.maplibregl.Map({
      container: holder, style: style((bounds[1] + bounds[3]) / 2), bounds: box, fitBoundsOptions: { padding: 12 },
      attributionControl: false, renderWorldCopies: false, maxPitch: 0, dragRotate: false, fadeDuration: 0, cooperativeGestures: true,
      localIdeographFontFamily: '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif',
      canvasContextAttributes: { preserveDrawingBuffer: true }, // so that it can be printed
      locale: {
        'Map.Title': title, 'NavigationControl.ZoomIn': words.zoomIn, 'NavigationControl.ZoomOut': words.zoomOut,
        'NavigationControl.ResetBearing': words.northUp, 'FullscreenControl.Enter': words.fullOn, 'FullscreenControl.Exit': words.fullOff,
        'ScaleControl.Meters': words.metres, 'ScaleControl.Kilometers': words.kilometres, 'Popup.Close': words.close,
        'CooperativeGesturesHandler.WindowsHelpText': words.zoomKey, 'CooperativeGesturesHandler.MacHelpText': words.zoomKeyMac,
        'CooperativeGesturesHandler.MobileHelpText': words.zoomTouch,
      },
    });
  }

  /* A button that shows all again. */
  class Home {
    onAdd(map) {
      const button = make('button', { type: 'button', title: words.home, 'aria-label': words.home },
        makeSvg('svg', { viewBox: '0 0 20 20', width: 20, height: 20, 'aria-hidden': 'true' }, makeSvg('path', { d: 'M4 10l6-6 6 6M6 9v7h8V9', fill: 'none', stroke: '#333', 'stroke-width': 1.8 })));
      button.addEventListener('click', () => map.fitBounds(box, { padding: 12 }));
      this.holder = make('div', { class: 'maplibregl-ctrl maplibregl-ctrl-group' }, button);
      return this.holder;
    }
    onRemove() {
      this.holder.remove();
    }
  }

  let map;
  try {
    map = open();
  } catch (error) { // no WebGL: the drawing stays
    holder.remove();
    return;
  }
  map.touchZoomRotate.disableRotation();
  map.addControl(new window.maplibregl.NavigationControl({ showCompass: true }), 'top-right');
  map.addControl(new Home(), 'top-right');
  map.addControl(new window.maplibregl.FullscreenControl({ container: figure }), 'top-right');
  map.addControl(new window.maplibregl.ScaleControl({ unit: 'metric', maxWidth: 120 }), 'bottom-left');
  window.lifecircle.map = map;

  /* --- what the choice says --- */

  const shown = {}; // features of each source that follows the choice
  function put(name, features) {
    shown[name] = features;
    map.getSource(name).setData(collection(features));
  }

  function putRegions() {
    put('regions', regions.map((region, place) => {
      const value = rate(covered(choice.measure, place));
      return feature('MultiPolygon', polygons(region.shape), {
        place, compared: region.compared, here: about.code ? place === about.place : region.top,
        shade: value === null ? -1 : Math.min(SHADES.length - 1, Math.floor(value * SHADES.length)) });
    }));
  }

  const inSet = (row) => choice.set.types.includes(row[0]);

  function putFacilities(rows) {
    put('facilities', rows.flatMap((row, index) =>
      inSet(row) ? [feature('Point', [row[3], row[4]], { index, name: row[2], inUse: row[1] === 1 })] : []));
  }

  function putRings(rows) {
    const measure = choice.measure && (choice.measure.foot ? partner(choice.measure) : choice.measure);
    const radius = measure && study.radii.find((one) => one[0] === measure.id && one[1] === choice.minutes);
    put('rings', radius ? rows.flatMap((row) => (row[1] === 1 && inSet(row) ? [feature('LineString', circle([row[3], row[4]], radius[2]))] : [])) : []);
  }

  /* Homes from where the chosen measure finds nothing within the chosen limit. */
  function putFar(homes, people, reach) {
    const codes = reach[study.measures.indexOf(choice.measure)], limit = study.limits.findIndex((one) => one[0] === choice.limit);
    const out = [];
    let x = 0, y = 0, most = 0;
    for (let i = 0; i < people.length; i++) {
      x += homes[2 * i];
      y += homes[2 * i + 1];
      if (people[i] > 0 && codes.charCodeAt(i) - 48 > limit) {
        out.push(feature('Point', [x / 1e5, y / 1e5], { people: people[i] }));
        most = Math.max(most, people[i]);
      }
    }
    for (const one of out) one.properties.size = Math.sqrt(one.properties.people / most);
    put('far', out);
  }

  function walkedFiles() {
    const measure = choice.measure && (choice.measure.foot ? choice.measure : partner(choice.measure));
    if (!measure) return [];
    return study.walked.filter((one) => one[0] === measure.id && choice.set.types.includes(one[1]) && one[2] === choice.limit)
      .map((one) => 'walked-' + one.join('-'));
  }

  /* --- layers and their switches, which are the legend --- */

  const sign = (...shapes) => makeSvg('svg', { viewBox: '0 0 28 16', 'aria-hidden': 'true' }, ...shapes);
  const placeSign = () => makeSvg('circle', { cx: 14, cy: 8, r: 4.2, fill: INK.place, stroke: '#fff', 'stroke-width': 1.2 });
  const layers = [
    { name: 'facility', ids: ['facilities', 'facility-names'], on: true, sign: () => [placeSign()] },
    { name: 'planned', ids: ['planned'], on: true, sign: () => [makeSvg('circle', { cx: 14, cy: 8, r: 3.6, fill: '#fff', stroke: INK.place, 'stroke-width': 1.8 })] },
    { name: 'walked', ids: ['walked-ground'], on: true, sign: () => [makeSvg('path', { d: 'M5 8h18', stroke: INK.walked, 'stroke-width': 9, 'stroke-linecap': 'round' })] },
    { name: 'circle', ids: ['ring-lines'], on: true, sign: () => [makeSvg('circle', { cx: 14, cy: 8, r: 7, fill: 'none', stroke: INK.ring, 'stroke-dasharray': '4 3' })] },
    { name: 'far', ids: ['far-dots'], on: true, sign: () => [[4, 1.5], [12, 2.5], [21, 4]].map(([cx, r]) => makeSvg('circle', { cx, cy: 8, r, fill: INK.far })) },
    { name: 'shaded', ids: ['shaded'], on: false, sign: () => SHADES.map((fill, i) => makeSvg('rect', { x: 1 + 5.2 * i, y: 3, width: 5.2, height: 10, fill, stroke: '#7d8a91', 'stroke-width': 0.4 })) },
    { name: 'streets', ids: ['streets'], on: false, sign: () => [makeSvg('path', { d: 'M3 11h22M9 3v10M19 5v9', stroke: '#9aa5ab', 'stroke-width': 1.6, fill: 'none' })] },
    { name: 'besides', ids: ['water', 'stream', 'other', 'motorway', 'rail', 'sleepers'], on: true, sign: () => [
      makeSvg('rect', { x: 2, y: 2, width: 11, height: 12, fill: INK.water }), makeSvg('path', { d: 'M15 5h11', stroke: INK.rail, 'stroke-width': 2.6 }),
      makeSvg('path', { d: 'M15 11h11', stroke: INK.motorway, 'stroke-width': 3 })] },
    { name: 'units', ids: ['unit-ground', 'unit-lines'], on: false, sign: () => [makeSvg('rect', { x: 4, y: 3, width: 20, height: 10, fill: '#eef4f6', stroke: INK.ring })] },
    { name: 'names', ids: ['names'], on: true, sign: () => [makeSvg('text', { x: 14, y: 12.5, 'text-anchor': 'middle', 'font-size': 13, 'font-weight': 700, fill: INK.text }, 'A')] },
  ];

  const list = make('ul', { class: 'legend switches', 'aria-label': words.layers });
  for (const layer of layers) {
    layer.box = make('input', { type: 'checkbox', value: layer.name });
    layer.box.checked = layer.on;
    layer.words = make('span', null, words[layer.name] || '');
    layer.item = make('li', null, make('label', null, layer.box, sign(...layer.sign()), layer.words));
    list.append(layer.item);
    layer.box.addEventListener('change', () => turn(layer, layer.box.checked));
  }
  const scaleOfShades = make('p', { class: 'shades', hidden: '' }, ...SHADES.map((shade, i) => {
    const swatch = makeSvg('svg', { viewBox: '0 0 28 16', 'aria-hidden': 'true' }, makeSvg('rect', { x: 2, y: 2, width: 24, height: 12, fill: shade, stroke: '#7d8a91', 'stroke-width': 0.6 }));
    return make('span', null, swatch, `${i * 20}–${(i + 1) * 20}%`);
  }));
  const byName = (name) => layers.find((layer) => layer.name === name);

  function turn(layer, on) {
    layer.box.checked = layer.on = on;
    for (const id of layer.ids) map.setLayoutProperty(id, 'visibility', on ? 'visible' : 'none');
    if (layer.name === 'shaded') {
      scaleOfShades.hidden = !on;
      if (on) turn(byName('walked'), false); // its colour would hide the shades
    }
    if (layer.name === 'walked' && on) turn(byName('shaded'), false);
    if (layer.name === 'streets' && on) load('streets').then((path) => put('streets', lineFeatures(path)));
  }

  /* --- what a click tells --- */

  /* Moves the map until all of an element on it is seen. */
  function intoView(element) {
    const inner = element.getBoundingClientRect(), outer = map.getContainer().getBoundingClientRect();
    const beyond = (low, high, from, to) => (low < from ? low - from : high > to ? high - to : 0);
    map.panBy([beyond(inner.left, inner.right, outer.left + 8, outer.right - 50), beyond(inner.top, inner.bottom, outer.top + 8, outer.bottom - 8)],
      { animate: false });
  }

  let popup = null;
  function tell(at, content) {
    if (popup) popup.remove();
    const width = Math.min(300, map.getContainer().clientWidth - 80);
    const one = (popup = new window.maplibregl.Popup({ maxWidth: width + 'px', padding: 8 }).setLngLat(at).setDOMContent(content));
    one.addTo(map);
    requestAnimationFrame(() => one.isOpen() && intoView(one.getElement()));
  }

  function facts(rows) {
    const out = make('dl', null);
    for (const [label, value] of rows) if (value !== null && value !== '' && value !== undefined) out.append(make('dt', null, label), make('dd', null, make('bdi', null, value)));
    return out;
  }
  const number = (value, decimals) => (value === null ? null : decimal(value, decimals));

  function tellFacility(row) {
    const type = study.types.find((one) => one[0] === row[0]);
    const head = make('h3', null, make('bdi', null, row[2]));
    const note = row[1] === 1 ? '' : make('p', { class: 'soft' }, words.notYet);
    tell([row[3], row[4]], make('div', { class: 'tells' }, make('p', { class: 'soft' }, type ? type[1] : ''), head, note, facts([
      [words.lies, row[5]], [words.address, row[6]], [words.floor, number(row[7], row[7] % 1 ? 1 : 0)], [words.beds, number(row[8], 0)],
      [words.places, number(row[9], 0)], [words.meals, number(row[10], 0)], [words.staff, number(row[11], 0)], [words.opened, row[12]]])));
  }

  function tellRegion(place, at) {
    const region = regions[place], one = choice.measure;
    const foot = one && (one.foot ? one : partner(one)), circle = one && (one.foot ? partner(one) : one);
    const href = about.code ? null : linkOf(region), pair = one ? covered(one, place) : null;
    const rows = [];
    if (foot) rows.push([words.onFoot, share(rate(covered(foot, place)))]);
    if (circle) rows.push([words.byCircle, share(rate(covered(circle, place)))]);
    rows.push([words.beyond, pair ? whole(pair[1] - pair[0]) : null]);
    const content = make('div', { class: 'tells' }, make('p', { class: 'soft' }, `${choice.set.name} · ${choice.group[2]}`),
      make('h3', null, make('bdi', null, region.name)), facts(rows));
    if (href) content.append(make('p', null, make('a', { href }, words.report)));
    tell(at, content);
  }

  /* --- finding by name, for those who do not use a mouse, too --- */

  const finder = make('input', { type: 'search', list: 'facility-names', autocomplete: 'off' });
  const names = make('datalist', { id: 'facility-names' });
  const count = make('p', { class: 'note shown', 'aria-live': 'polite' });
  let found = []; // rows of the chosen set

  function offerNames(rows) {
    found = rows.filter(inSet);
    names.replaceChildren(...found.slice(0, 2000).map((row) => make('option', { value: row[2] })));
    count.replaceChildren(...pieces(words.shown, { n: whole(found.filter((row) => row[1] === 1).length) }));
    byName('planned').item.hidden = !found.some((row) => row[1] !== 1);
  }

  let asked = ''; // leaving the field for the pop-up tells of a change once more
  finder.addEventListener('input', () => { asked = ''; });
  finder.addEventListener('change', () => {
    const row = found.find((one) => one[2].trim() === finder.value.trim());
    if (!row || asked === finder.value) return;
    asked = finder.value;
    map.jumpTo({ center: [row[3], row[4]], zoom: Math.max(map.getZoom(), 14) });
    tellFacility(row);
  });

  /* --- together --- */

  async function show() {
    if (popup) popup.remove(); // what it told was of another choice
    const walked = walkedFiles(), { set, group, limit, measure } = choice;
    const [facilities, homes, people, reach, ...paths] = await Promise.all([load('facilities'), load('homes'), load('people-' + group[0]),
      load('reach-' + set.id), ...walked.map(load)]);
    if (choice.set !== set || choice.group !== group || choice.limit !== limit || choice.measure !== measure) return; // chosen anew meanwhile
    putRegions();
    putFacilities(facilities);
    putRings(facilities);
    putFar(homes, people, measure ? reach : []);
    put('walked', paths.flatMap(lineFeatures));
    offerNames(facilities);
    byName('walked').item.hidden = walked.length === 0;
    byName('far').words.textContent = measure && measure.foot ? words.farWalk : words.farCircle;
    holder.dataset.shows = `${set.id} ${group[0]} ${limit} ${measure ? measure.id : 0}`;
  }

  async function begin() {
    const context = await load('context');
    put('besides', context.besides.map(([kind, name, path, isLine]) =>
      feature(isLine ? 'MultiLineString' : 'MultiPolygon', isLine ? lines(path) : polygons(path), { kind, name, line: isLine === 1 })));
    put('units', context.units.map(([name, centre, path]) => feature('MultiPolygon', polygons(path), { name, centre: centre === 1 })));
    put('names', regions.filter((region) => region.compared && region.at[0] !== null).map((region) => feature('Point', region.at, { name: region.name })));
    byName('besides').item.hidden = context.besides.length === 0;
    byName('units').item.hidden = context.units.length === 0;
    if (about.code && about.place >= 0) put('around', [around(polygons(regions[about.place].shape))]);
    follow(show);
  }

  map.on('load', () => {
    const caption = figure.querySelector('figcaption');
    caption.prepend(list, scaleOfShades, make('div', { class: 'finder' }, make('label', null, make('span', null, words.find), finder), names, count,
      make('p', { class: 'note' }, words.keys)));
    figure.classList.add('has-map');
    map.resize();
    map.fitBounds(box, { padding: 12, animate: false });
    begin();
  });

  map.on('click', async (event) => {
    const near = [[event.point.x - 5, event.point.y - 5], [event.point.x + 5, event.point.y + 5]];
    const facility = map.queryRenderedFeatures(near, { layers: ['facilities', 'planned'] })[0];
    if (facility) {
      tellFacility((await load('facilities'))[facility.properties.index]);
      return;
    }
    const region = map.queryRenderedFeatures(event.point, { layers: ['towns'] })[0];
    if (region) tellRegion(region.properties.place, event.lngLat);
  });
  for (const id of ['facilities', 'planned']) {
    map.on('mouseenter', id, () => { map.getCanvas().style.cursor = 'pointer'; });
    map.on('mouseleave', id, () => { map.getCanvas().style.cursor = ''; });
  }
  window.lifecircle.shown = shown;
})();
