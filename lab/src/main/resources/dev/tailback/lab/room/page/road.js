// The pipeline as a road map. A topic is a road, a partition a lane, a record that waits a mark, a connection a toll booth.
// Whatever moves or queues is a number of the state; nothing is decoration.
import {fit, follow, h, ink, print, redraw, still} from './ui.js';
import {bytes, drain, int, ms, none, pct, per, secs} from './format.js';
import {LEVEL, chip, panel, shape} from './parts.js';
import {state} from './feed.js';

const ROLE = {catalog: 'products, carts', checkout: 'orders, payment', inventory: 'stock, reservations'};
const NICE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const tone = level => ink(['car', 'car', 'warn', 'stall', 'stop', 'rewind'][level]);
const EMPTY = {lag: null, seconds: null, status: null, in: null, out: null, drain: null, parts: []};
const figures = s => s.frame?.figures ?? {};
export const roadNow = (s, id) => s.frame?.roads.find(r => r.id === id) ?? EMPTY;
export const partNow = (s, name) => s.frame?.parts.find(p => p.name === name);
export const isGone = (s, name) => !!s.frame && !['up', 'starting', 'unwell'].includes(partNow(s, name)?.state ?? 'up');
const gone = (s, name) => ({silent: 'silent', stopped: 'stopped'})[partNow(s, name)?.state] ?? 'gone';

/** How long a mark is and how many records it stands for. The scale changes only when a jam outgrows it, or is long over. */
function scaleOf(road, width, memo) {
  const most = Math.max(...road.parts.map(v => v ?? 0), 8);
  if (most > (memo.most ?? 0) || Date.now() - (memo.grown ?? 0) > 30000) { memo.most = most; memo.grown = Date.now(); }
  for (const unit of NICE) {
    const pitch = Math.min(9, Math.floor((width - 14) / (memo.most * 1.25 / unit)));
    if (pitch >= 5) return {unit, pitch};
  }
  return {unit: Math.ceil(memo.most / 50), pitch: 5};
}

function drawRoad(canvas, road, left, cars, memo, level, leavers) {
  const fitted = fit(canvas);
  if (!fitted) return;
  const lanes = Math.max(1, road.parts.length || 6), {g, w} = fitted, lane = Math.max(3, Math.floor((fitted.h - 15) / lanes)), deep = lane * lanes, {unit, pitch} = scaleOf(road, w, memo), x = v => left ? v : w - v;
  const box = (colour, px, py, pw, ph) => { g.fillStyle = colour; g.fillRect(px, py, pw, ph); };
  box(ink('asphalt'), 0, 0, w, deep);
  g.strokeStyle = ink('lane'); g.setLineDash([7, 9]); g.lineWidth = 1; g.beginPath();
  for (let n = 1; n < lanes; n++) { g.moveTo(0, n * lane + 0.5); g.lineTo(w, n * lane + 0.5); }
  g.stroke(); g.setLineDash([]);
  box(level ? tone(level) : ink('kerb'), left ? 0 : w - 4, 0, 4, deep);
  g.strokeStyle = tone(level);
  road.parts.forEach((waiting, p) => {
    const marks = Math.ceil((waiting ?? 0) / unit), hollow = Math.round(Math.min(1, leavers / (road.lag || 1)) * marks);
    for (let n = 0; n < marks && 8 + n * pitch < w - 6; n++) {
      const at = x(8 + n * pitch + (left ? 0 : pitch - 1)), top = p * lane + 2;
      if (n < hollow) g.strokeRect(at + 0.5, top + 0.5, pitch - 2, Math.max(1, lane - 4)); else box(tone(level), at, top, pitch - 1, Math.max(1, lane - 3));
    }
  });
  for (const car of cars) {
    g.globalAlpha = Math.min(1, car.way * 6) * 0.85;
    box(ink('ink'), x(w - (w - 8 - Math.ceil((road.parts[car.lane] ?? 0) / unit) * pitch) * car.way), car.lane * lane + 2, Math.min(7, pitch), Math.max(1, lane - 3));
  }
  g.globalAlpha = 1; g.font = print(); g.textAlign = left ? 'left' : 'right';
  // Posts beside the jam: how long a record at that place has waited.
  const longest = Math.max(0, ...road.parts) / unit * pitch, step = NICE.map(v => v * 5).find(v => longest * v / road.seconds > 46);
  if (road.seconds >= 8 && longest > 46) for (let age = step; age < road.seconds; age += step) {
    const at = 8 + longest * (1 - age / road.seconds);
    if (at < 22) continue;
    box(ink('dim'), x(at), deep, 1, 5); g.fillStyle = ink('dim'); g.fillText(`${age} s`, x(at) + (left ? 3 : -3), deep + 14);
  }
  if (unit > 1) { g.fillStyle = ink('dim'); g.textAlign = left ? 'right' : 'left'; g.fillText(`a mark is ${unit} records`, left ? w : 0, deep + 14); }
}

/** Cars under way, as many a second as records come: an empty road with traffic looks as it is. */
function drive(cars, road, dt, width) {
  for (const car of cars) car.way += dt / Math.max(0.9, width / 260);
  while (cars.length && cars[0].way >= 1) cars.shift();
  for (cars.owed = Math.min(6, (cars.owed ?? 0) + (road.in ?? 0) * dt); cars.owed >= 1; cars.owed--) {
    const n = cars.n = (cars.n ?? 0) + 1;
    cars.push({way: 0, lane: (n * 5 + n % 7) % Math.max(1, road.parts.length || 6)});
  }
}

function roadOf(id, left, topic, to) {
  const road = s => roadNow(s, id), unread = s => isGone(s, to) && road(s).lag > 0, level = s => unread(s) ? 4 : LEVEL[road(s).status] ?? 0, cars = [], memo = {}, canvas = h('canvas', {'aria-hidden': true});
  let drawn = 0, dirty = true, begun = false;
  function frame(t) {
    if (!canvas.isConnected) { begun = false; return; }
    requestAnimationFrame(frame);
    if (t - drawn < 48 || document.hidden) return; // twenty a second do
    const moving = state.feed === 'live' && !still.matches && (road(state).in > 0 || cars.length > 0), r = road(state);
    if (moving) drive(cars, r, Math.min(0.1, (t - drawn) / 1000), canvas.clientWidth); else if (still.matches) cars.length = 0;
    if (moving || dirty) drawRoad(canvas, r, left, cars, memo, level(state), id === 'orders' ? figures(state).left ?? 0 : 0);
    dirty = false; drawn = t;
  }
  follow(() => { dirty = true; if (!begun) { begun = true; requestAnimationFrame(frame); } });
  redraw(canvas, () => { dirty = true; });
  return h('a.road', {href: `#/lag/${to}`, $level: level, $jam: s => road(s).lag >= 20, $stale: s => !!s.frame?.is_lag_stale},
    h('div.road-head', h('span.road-name', left ? `${to} ← ${topic}` : `${topic} → ${to}`), h('span.road-lag', h('b.num', s => int(road(s).lag)), h('span', s => road(s).lag == null ? 'not known' : ['waiting', 'record'][road(s).lag] ?? 'records'), h('b.num', s => road(s).lag ? secs(road(s).seconds) : '')), chip(s => s.frame?.is_lag_stale ? 'unknown' : unread(s) ? 'unread' : road(s).status ?? '…', level)),
    canvas,
    h('div.road-foot', h('span', s => road(s).in == null ? '' : `in ${per(road(s).in)} out ${per(road(s).out)} /s`), h('span', s => id === 'orders' && figures(s).left > 1 ? `${figures(s).left} shoppers have left` : ''),
      h('span.drain', s => { const r = road(s); return !r.lag || r.lag < 20 ? '' : Number.isFinite(+r.drain) ? `drained in ${drain(r.drain)}` : 'never drains'; })));
}

export const poolNow = (s, stage) => { const f = figures(s), max = f[`${stage}_max`], active = f[`${stage}_active`]; return {max, active, pending: f[`${stage}_pending`], share: max ? active / max : 0}; };

function booths(stage) {
  const canvas = h('canvas.booths', {'aria-hidden': true});
  function draw(s) {
    const fitted = fit(canvas);
    if (!fitted) return;
    const {active = 0, max = 0, share} = poolNow(s, stage), total = Math.max(100, max), {g, w} = fitted, columns = total > 100 ? 50 : 25, rows = Math.ceil(total / columns), cell = w / columns, high = Math.min(cell, fitted.h / rows);
    for (let n = 0; n < total; n++) {
      const x = n % columns * cell, y = Math.floor(n / columns) * high, open = n < max;
      g.fillStyle = !open ? ink('lane') : n < active ? ink(share >= 0.95 ? 'stop' : share >= 0.8 ? 'stall' : stage) : ink('asphalt');
      if (open) g.fillRect(x + 0.5, y + 0.5, cell - 1.5, high - 1.5); else g.fillRect(x + cell / 2 - 1, y + high / 2 - 1, 2, 2);
    }
  }
  follow(draw);
  redraw(canvas, () => draw(state));
  return canvas;
}

function poolOf(stage) {
  const p = s => poolNow(s, stage);
  return h('div.pool', {$stage: stage, $level: s => p(s).share >= 0.95 ? 4 : p(s).share >= 0.8 ? 3 : 0, role: 'img', label: s => `pool of ${stage}: ${p(s).active ?? 'unknown'} of ${p(s).max ?? 'unknown'} connections in use, ${p(s).pending ?? 'unknown'} wait`},
    h('div.pool-head', h('span', 'pool'), h('span', h('b.num', s => isGone(s, stage) ? '?' : int(p(s).active)), s => ` of ${int(p(s).max)}`)), booths(stage),
    h('div.pool-foot', {$wait: s => p(s).pending > 0}, s => isGone(s, stage) ? 'does not answer' : p(s).pending ? `${int(p(s).pending)} wait` : 'nobody waits'));
}

const stageOf = (name, big, what, level, ...facts) => h('a.stage', {href: `#/map/${name}`, $stage: name, $gone: s => isGone(s, name)},
  h('div.stage-name', h('b', name), h('small', ROLE[name])), h('div.stage-big', {$level: level}, h('b.num', s => isGone(s, name) ? gone(s, name) : big(s)), h('small', what)),
  h('div.stage-facts', facts.map(f => h('span', s => isGone(s, name) ? '' : f(s)))));
const side = (title, what, bad, ...rows) => h('div.side', {$level: s => bad(s) ? 4 : 0}, h('div', h('b', title), h('small', what)), h('div', rows.map(r => h('span', r))));

const INDEXES = ['idx_products_category', 'idx_products_stock_quantity', 'idx_stock_sku'];
const db = s => s.frame?.database;
const database = () => h('div.postgres', {$gone: s => isGone(s, 'postgres')}, h('div.pg-name', h('b', 'PostgreSQL'), h('small', s => isGone(s, 'postgres') ? 'does not answer' : 'one server for all three stages')),
  h('div.pg-work', h('span', h('b.num', s => int(db(s)?.working)), s => db(s)?.working === 1 ? ' statement at work' : ' statements at work'), h('span.meter', {css: s => ({'--v': Math.min(1, (db(s)?.working ?? 0) / 24)}), $level: s => db(s)?.working >= 10 ? 3 : db(s)?.working >= 4 ? 2 : 0}),
    h('small', s => !db(s) ? 'not known' : db(s).lock_waiters ? `${db(s).lock_waiters} wait for a lock` : db(s).active - db(s).working > 4 ? `${db(s).active - db(s).working} more sleep or wait` : 'nobody waits for a lock')),
  h('ul.indexes', INDEXES.map(name => { const missing = s => !!db(s)?.missing.includes(name); return h('li', {$missing: missing, $level: s => missing(s) ? 4 : 0}, shape(s => missing(s) ? 4 : 0), h('span', name.slice(4)), h('small', s => !db(s) ? 'not known' : missing(s) ? 'missing: scans' : 'in place')); })),
  h('div.pg-replica', h('span', 'connections'), h('b.num', s => db(s) ? `${db(s).connections} of ${db(s).most_connections}` : none)));

export function roadMap() {
  const legend = h('p.legend', h('i.mark'), 'waiting', h('i.mark.hollow'), 'its shopper has left', h('span.lanes', 'a lane: a partition'));
  const slow = s => figures(s).search_p95 >= 500 || figures(s).page_p95 >= 300 ? 2 : 0, failing = s => figures(s).failing >= 0.05 ? 4 : 0, behind = s => figures(s).inventory_lag > 20 ? 3 : 0, stuck = s => figures(s).outbox_rows > 20 || isGone(s, 'relay');
  return panel('road', 'The road', {aside: legend, sources: ['lag'], gone: 'Lag is unknown, not 0.'}, h('div.road-map',
    stageOf('catalog', s => ms(figures(s).search_p95 ?? figures(s).page_p95), 'search, p95', slow, s => `a page ${ms(figures(s).page_p95)}`, s => `${per(figures(s).requests)} requests/s`),
    h('div.roads', roadOf('carts', false, 'carts', 'checkout'), roadOf('outcomes', true, 'orders', 'catalog')),
    stageOf('checkout', s => pct(figures(s).failing), 'failing, last minute', failing, s => `${int((figures(s).failing ?? 0) * (figures(s).due ?? 0))} of ${int(figures(s).due)} ended`, s => `accepts in ${ms(figures(s).checkout_p95)}`),
    h('div.roads', roadOf('orders', false, 'orders', 'inventory'), roadOf('stock', true, 'stock', 'checkout')),
    stageOf('inventory', s => per(roadNow(s, 'orders').out), 'records read /s', behind, s => `${per(roadNow(s, 'orders').in)} come`, s => `${int(figures(s).open_orders)} orders open`),
    poolOf('catalog'), side('relay', 'from the outboxes to Kafka', stuck, s => isGone(s, 'relay') ? 'stands still' : `${int(figures(s).outbox_rows)} rows wait`, s => `${bytes(figures(s).wal_bytes)} of WAL unconfirmed`),
    poolOf('checkout'), side('payments', 'the provider, asked by checkout', s => isGone(s, 'payments'), s => isGone(s, 'payments') ? 'does not answer' : 'answers', s => `${per(figures(s).confirmed)} confirmed /s`),
    poolOf('inventory'), database()));
}
