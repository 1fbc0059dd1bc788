// The causal chain on one axis of time: which curve left its usual band first, and how long after it the next.
import {follow, h, ink, print} from './ui.js';
import {clock, int, ms, none, pct, per, secs} from './format.js';
import {button, head, panel, th} from './parts.js';
import {state} from './feed.js';
import {GUTTER, chart, line} from './chart.js';

const column = name => state.series[name] ?? [];
const share = stage => { const active = column(`${stage}_active`), max = column(`${stage}_max`); return state.times.map((_, i) => max[i] ? active[i] / max[i] : null); };
const most = (...lists) => state.times.map((_, i) => { const known = lists.map(l => l[i]).filter(v => v != null); return known.length ? Math.max(...known) : null; });
const count = name => { const of = column(name), due = column('due_now'); return state.times.map((_, i) => due[i] ? of[i] : due[i] === 0 ? 0 : null); };
const at = (values, i) => values[i] ?? null;

/** Each row: title, curves as [figures, line], axis, what is read at a moment, and from where on it is out of its band. */
const ROWS = [
  {id: 'waiting', title: 'Query time, p95', log: true, range: [1, 60000], ticks: [10, 1000], text: ms, out: 500, lead: () => most(column('search_p95'), column('page_p95')),
    curves: [[() => column('search_p95').map(v => v && Math.max(1, v)), line('search', 'catalog', {width: 2.2})], [() => column('page_p95').map(v => v && Math.max(1, v)), line('page', 'catalog', {dash: [2, 3]})], [() => column('checkout_p95').map(v => v && Math.max(1, v)), line('accept', 'checkout', {dash: [5, 3]})]],
    read: i => [['search', ms(at(column('search_p95'), i)), 'catalog'], ['page', ms(at(column('page_p95'), i)), 'catalog', '-'], ['accept', ms(at(column('checkout_p95'), i)), 'checkout', '-']]},
  {id: 'pools', title: 'Connections in use', range: [0, 1.02], ticks: [0, 0.5, 1], text: pct, out: 0.8, lead: () => most(share('catalog'), share('checkout'), share('inventory')),
    curves: [[() => share('inventory'), line('inventory', 'inventory', {width: 2.2, fill: 'inventory'})], [() => share('catalog'), line('catalog', 'catalog')], [() => share('checkout'), line('checkout', 'checkout')]],
    read: i => [['inventory', at(column('inventory_max'), i) == null ? none : `${at(column('inventory_active'), i)}/${at(column('inventory_max'), i)}`, 'inventory'], ['catalog', at(column('catalog_max'), i) == null ? none : `${at(column('catalog_active'), i)}/${at(column('catalog_max'), i)}`, 'catalog'], ['wait', int(['catalog', 'checkout', 'inventory'].reduce((n, g) => n + (at(column(`${g}_pending`), i) ?? 0), 0))]]},
  {id: 'lag', title: 'Lag, seconds', least: 10, ticks: null, text: secs, out: 3, lead: () => most(column('catalog_lag_seconds'), column('checkout_lag_seconds'), column('inventory_lag_seconds')),
    curves: [[() => column('inventory_lag_seconds'), line('inventory', 'inventory', {width: 2.2, fill: 'inventory'})], [() => column('checkout_lag_seconds'), line('checkout', 'checkout')], [() => column('catalog_lag_seconds'), line('catalog', 'catalog')]],
    read: i => [['inventory', secs(at(column('inventory_lag_seconds'), i)), 'inventory'], ['records', int(at(column('inventory_lag'), i))], ['checkout', secs(at(column('checkout_lag_seconds'), i)), 'checkout']]},
  {id: 'failing', title: 'Failing checkouts', range: [0, 1.02], ticks: [0, 0.5, 1], text: pct, out: 0.05, lead: () => column('failing_now'),
    curves: [[() => count('failing_now'), line('failing', 'stop', {width: 2.2, fill: 'stop'})], [() => column('http_errors'), line('5xx', 'mid', {dash: [2, 3]})]],
    read: i => [['failing', pct(at(column('failing_now'), i)), 'stop'], ['ended', int(at(column('due_now'), i))], ['5xx', pct(at(column('http_errors'), i)), 'mid', '-']]},
  {id: 'orders', title: 'Orders a second', least: 4, ticks: null, text: per,
    curves: [[() => column('confirmed'), line('confirmed', 'car', {fill: 'car'})], [() => column('failed'), line('failed', 'stop', {width: 2.2, fill: 'stop'})], [() => column('accepted'), line('accepted', 'catalog', {dash: [5, 3]})]],
    read: i => [['confirmed', per(at(column('confirmed'), i)), 'car'], ['failed', per(at(column('failed'), i)), 'stop'], ['accepted', per(at(column('accepted'), i)), 'catalog', '-']]},
];
const SPANS = [['5 min', 300], ['15 min', 900], ['1 hour', 3600]];
const HELD = 3;
/** 0, and the largest round number that has room: a row is too low for more. */
const round = (u, axis, low, high) => { const p = 10 ** Math.floor(Math.log10(Math.max(high, 1e-9))); return [0, ([1, 2, 5].findLast(m => m * p <= high * 0.97) ?? 1) * p]; };

/** When each row left its band in the part that is shown: the first look of three in a row that were out. */
function onsets(from, to) {
  const found = [];
  for (const row of ROWS.filter(r => r.out)) {
    const values = row.lead();
    let held = 0, was = false;
    for (let i = 0; i < state.times.length; i++) {
      if (state.times[i] < from || state.times[i] > to || values[i] == null) continue;
      held = values[i] >= row.out ? held + 1 : 0;
      was ||= values[i] < row.out; // what was out before did not leave here
      if (was && held === HELD) { found.push({id: row.id, at: state.times[i] - HELD + 1}); break; }
    }
  }
  found.sort((a, b) => a.at - b.at);
  return Object.fromEntries(found.map((f, n) => [f.id, {...f, rank: n + 1, after: Math.round(f.at - found[0].at)}]));
}

const KIND = {SET: ['stop', 'box'], CLEAR: ['mid', 'ring'], DIED: ['stop', 'cross'], BACK: ['mid', 'ring'], BEGAN: ['mid', 'bar'], ENDED: ['mid', 'bar'], ALERT: ['warn', 'up']};

export function causalChain() {
  const view = {span: 300, zoom: null, cursor: null}, minutes = {of: null}, plots = [];
  let first = {};
  const range = () => {
    const now = state.times.at(-1) ?? Math.floor(Date.now() / 1000);
    if (view.zoom) return view.zoom;
    const run = state.frame?.clock;
    if (run?.minutes) return [run.start - 8, Math.max(now, run.start + run.minutes * 60 / run.speed)];
    return [now - view.span, now + view.span / 60];
  };
  const boxes = ROWS.map(row => h(`div.plot.plot-${row.id}`));
  const top = h('canvas.chain-marks', {'aria-hidden': true});
  const list = h('div.chain-rows', {}, ROWS.map((row, n) => h('div.chain-row',
    h('div.chain-title', h('span', row.title), h('span.onset', () => { const o = first[row.id]; return o ? `${o.rank}. ${o.after ? `+${secs(o.after)}` : 'first'}` : ''; })),
    h('div.chain-read', [0, 1, 2].map(k => {
      const read = () => row.read(index())[k] ?? ['', ''];
      const [, , colour, kind] = row.read(0)[k] ?? [];
      return h('span', {class: k ? '' : 'lead'}, h('i', {$ink: colour ?? '', $kind: kind ?? (colour ? 'l' : ' '), 'aria-hidden': true}), h('small', () => read()[0]), h('b.num', {$long: () => String(read()[1]).length > 5}, () => read()[1]));
    })), boxes[n])));
  const index = () => { const last = state.times.length - 1; if (view.cursor == null) return last; let lo = 0, hi = last; while (lo < hi) { const mid = lo + hi + 1 >> 1; if (state.times[mid] <= view.cursor) lo = mid; else hi = mid - 1; } return lo; };

  function rangeOf(row, u, low, high) {
    if (row.range) return row.range;
    return [0, Math.max(row.least, (Number.isFinite(high) ? high : 0) * 1.1)];
  }
  function over(row) {
    return (u, g) => {
      const r = devicePixelRatio, {left, top: y0, width, height} = u.bbox;
      g.save(); g.beginPath(); g.rect(left, y0, width, height); g.clip();
      for (const mark of marksIn()) {
        if (!['SET', 'CLEAR', 'DIED'].includes(mark.kind)) continue;
        const x = u.valToPos(mark.second, 'x', true);
        g.strokeStyle = ink(KIND[mark.kind][0]); g.lineWidth = r; g.setLineDash([3 * r, 3 * r]); g.beginPath(); g.moveTo(x, y0); g.lineTo(x, y0 + height); g.stroke(); g.setLineDash([]);
      }
      const on = first[row.id];
      if (on) {
        const x = u.valToPos(on.at, 'x', true);
        g.fillStyle = ink('ink'); g.fillRect(x - 0.75 * r, y0, 1.5 * r, height); g.beginPath(); g.arc(x, y0 + 9 * r, 8 * r, 0, 7); g.fill();
        g.fillStyle = ink('panel'); g.font = `700 ${11 * r}px ${ink('font')}`; g.textAlign = 'center'; g.textBaseline = 'middle'; g.fillText(on.rank, x, y0 + 9.5 * r);
      }
      g.restore();
    };
  }
  const marksIn = () => { const [a, b] = range(); return (state.frame?.marks ?? []).map(m => ({...m, second: new Date(m.at) / 1000})).filter(m => m.second >= a && m.second <= b); };

  function make() {
    ROWS.forEach((row, n) => {
      const last = n === ROWS.length - 1;
      plots[n] = chart(boxes[n], {sync: 'chain', xAxis: last, minutes, height: boxes[n].clientHeight, series: row.curves.map(([, l]) => ({...l})),
        y: {log: row.log, range: (u, low, high) => rangeOf(row, u, low, high), ticks: row.ticks ? () => row.ticks : round, text: row.text}, over: over(row),
        onSelect: (a, b) => { view.zoom = [a, b]; draw(); }});
      plots[n].over.addEventListener('dblclick', () => { view.zoom = null; draw(); });
      plots[n].hooks.setCursor = [u => { const to = u.cursor.left >= 0 ? u.posToVal(u.cursor.left, 'x') : null; if (to !== view.cursor) { view.cursor = to; again(); } }];
    });
  }
  function draw() {
    if (!boxes[0].clientWidth || !state.times.length) return;
    if (!plots.length) make();
    const [a, b] = range();
    minutes.of = state.frame?.clock?.minutes ? state.frame.clock : null;
    first = onsets(a, b);
    ROWS.forEach((row, n) => {
      const {clientWidth: w, clientHeight: t} = boxes[n];
      if (plots[n].width !== w || plots[n].height !== t) plots[n].setSize({width: w, height: t});
      plots[n].setData([state.times, ...row.curves.map(([values]) => values())], false);
      plots[n].batch(() => { plots[n].setScale('x', {min: a, max: b}); });
    });
    drawMarks(a, b);
  }
  function drawMarks(a, b) {
    const r = Math.min(2, devicePixelRatio), w = top.clientWidth, t = top.clientHeight;
    if (!w) return;
    top.width = w * r; top.height = t * r;
    const g = top.getContext('2d'), free = [-1, -1];
    g.scale(r, r); g.font = print(); g.textBaseline = 'middle';
    const groups = [];
    for (const m of marksIn()) {
      const lane = m.kind === 'ALERT' || m.kind === 'BEGAN' || m.kind === 'ENDED' ? 1 : 0, same = groups.findLast(q => q.kind === m.kind && m.second - q.second < (b - a) / 90);
      if (same && m.kind !== 'ALERT') same.texts.push(m.text); else groups.push({...m, lane, texts: [m.text]});
    }
    // Each has its place on the axis; where one lies on another it goes to the other lane, and words are written where they fit.
    const place = m => (m.second - a) / (b - a) * (w - GUTTER), wide = text => g.measureText(text).width + 12;
    groups.forEach(m => {
      const x = place(m), [colour, form] = KIND[m.kind], word = m.kind === 'CLEAR' ? 'cleared: ' : '', lane = [m.lane, 1 - m.lane].find(l => x - 6 > free[l]) ?? m.lane, y = 8 + lane * 15;
      g.fillStyle = g.strokeStyle = ink(colour); g.lineWidth = 2; g.beginPath();
      if (form === 'up') { g.moveTo(x, y - 5); g.lineTo(x + 5, y + 4); g.lineTo(x - 5, y + 4); g.fill(); }
      else if (form === 'box') { g.rect(x - 4, y - 4, 8, 8); g.fill(); }
      else if (form === 'cross') { g.moveTo(x - 4, y - 4); g.lineTo(x + 4, y + 4); g.moveTo(x + 4, y - 4); g.lineTo(x - 4, y + 4); g.stroke(); }
      else if (form === 'bar') { g.rect(x - 1, y - 5, 2, 10); g.fill(); }
      else { g.arc(x, y, 3.5, 0, 7); g.stroke(); }
      const next = Math.min(w, ...groups.filter(q => q !== m && q.lane === lane && q.second >= m.second).map(q => place(q) - 8));
      const text = [m.texts.join(', '), `${m.texts[0]} +${m.texts.length - 1}`].slice(0, m.texts.length).map(t => word + t).find(t => x + wide(t) < next);
      free[lane] = x + 6;
      if (text) { g.fillStyle = ink('mid'); g.fillText(text, x + 9, y); free[lane] = x + wide(text); }
    });
  }
  let waiting = false, again = () => {};
  const body = h('tbody');
  const fill = () => {
    const [a, b] = range(), step = Math.max(1, Math.ceil((b - a) / 20)), rows = [];
    for (let i = state.times.length - 1; i >= 0 && rows.length < 20; i--) if (state.times[i] >= a && state.times[i] % step === 0) rows.push(i);
    body.replaceChildren(...rows.map(i => h('tr', th(clock(state.times[i] * 1000)), ROWS.map(r => h('td', r.read(i)[0][1])))));
  };
  const details = h('details.as-table', {ontoggle: e => e.target.open && fill()}, h('summary', 'As a table'), h('table', head('time', ...ROWS.map(r => r.title)), body));
  const aside = h('div.chain-tools', {role: 'group', label: 'Time shown', hidden: s => !!s.frame?.clock?.minutes && !view.zoom}, SPANS.map(([name, span]) => button(name, () => { view.span = span; view.zoom = null; draw(); again(); }, {class: 'toggle', 'aria-pressed': () => view.span === span && !view.zoom})), button('Show all', () => { view.zoom = null; draw(); again(); }, {class: 'link', hidden: () => !view.zoom}));
  const el = panel('chain', 'The chain', {aside}, h('div.chain-box', h('div.chain-head', top), list), details);
  follow(() => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; if (el.isConnected) draw(); }); } });
  for (const event of ['resize', 'repaint']) addEventListener(event, () => el.isConnected && draw());
  return {el, wire(fn) { again = fn; }};
}
