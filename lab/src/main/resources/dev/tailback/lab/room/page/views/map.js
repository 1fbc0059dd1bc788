// Who talks to whom, from the spans of the last minute: rate, p95 and errors of every edge.
import {each, h} from '../ui.js';
import {bytes, int, ms, pct, per, secs} from '../format.js';
import {head, num, panel, scroll, th} from '../parts.js';
import {asking} from '../feed.js';
import {isGone, poolNow, roadNow} from '../road.js';

const KINDS = {request: 'requests', call: 'calls', statement: 'statements', send: 'sends', read: 'reads'};
const f = s => s.frame?.figures ?? {};
/** Place of each: left, top, width, height. */
const NODES = {
  shoppers: [-80, 246, 116, 62], catalog: [210, 232, 166, 90], inventory: [440, 232, 166, 90], checkout: [670, 232, 186, 90], payments: [960, 246, 136, 62],
  orders: [210, 34, 396, 64], carts: [670, 34, 88, 64], stock: [768, 34, 88, 64], postgres: [210, 456, 646, 72], relay: [960, 461, 136, 62], replica: [-80, 461, 116, 62],
};
const TITLE = {postgres: 'PostgreSQL', orders: 'orders', carts: 'carts', stock: 'stock', replica: 'its replica', payments: 'payments'};
const GO = {catalog: 'profile', inventory: 'profile', checkout: 'orders', orders: 'lag/inventory', carts: 'lag/checkout', stock: 'lag/checkout', relay: 'lag', postgres: 'faults', payments: 'orders', shoppers: 'faults'};
const pool = name => s => { const p = poolNow(s, name); return p.max == null ? 'its pool is not known' : `${int(p.active)} of ${int(p.max)} connections`; };
const waits = id => s => { const lag = roadNow(s, id).lag; return lag == null ? 'not known' : `${int(lag)} wait`; };
const SAYS = {
  shoppers: [s => s.frame?.shoppers ? 'of this lab' : 'and others'], catalog: [pool('catalog'), s => f(s).catalog_pending ? `${int(f(s).catalog_pending)} wait for one` : `a page ${ms(f(s).page_p95)}`],
  inventory: [pool('inventory'), s => f(s).inventory_pending ? `${int(f(s).inventory_pending)} wait for one` : `${int(f(s).open_orders)} orders open`], checkout: [pool('checkout'), s => `${pct(f(s).failing)} failing`],
  payments: [() => 'the provider'], relay: [s => `${int(f(s).outbox_rows)} rows wait`], replica: [() => 'reads of products'], orders: [waits('orders')], carts: [waits('carts')], stock: [waits('stock')],
  postgres: [s => { const d = s.frame?.database; return d ? `${int(d.working)} statements at work, ${int(d.lock_waiters)} wait for a lock, ${d.connections} of ${d.most_connections} connections${d.missing.length ? `, ${d.missing.length} of 3 indexes missing` : ''}` : 'not known'; }],
};
const PART = name => ({orders: 'kafka', carts: 'kafka', stock: 'kafka', shoppers: null, replica: null})[name] === undefined ? name : ({orders: 'kafka', carts: 'kafka', stock: 'kafka'})[name];

/** Those of a kind between two, as one; of several servers of a database the busiest, or all but it. */
const sum = list => list.length ? {per_second: list.reduce((n, e) => n + e.per_second, 0), errors: list.reduce((n, e) => n + e.errors, 0), count: list.reduce((n, e) => n + e.count, 0), p95_ms: Math.max(...list.map(e => e.p95_ms))} : null;
const pick = (kind, from, to) => edges => sum(edges.filter(e => e.kind === kind && (from == null || e.from === from) && (to == null || e.to === to)));
const places = edges => [...new Set(edges.filter(e => e.kind === 'statement' && e.to === 'postgresql').sort((a, b) => b.count - a.count).map(e => e.address))];
const primary = edges => edges.find(e => e.kind === 'statement' && e.from === 'checkout')?.address ?? places(edges)[0];
const statements = from => edges => sum(edges.filter(e => e.kind === 'statement' && e.from === from && e.address === primary(edges)));
const replica = edges => sum(edges.filter(e => e.kind === 'statement' && e.from === 'catalog' && e.address !== primary(edges)));
/** Path, place of its words, where they are anchored, what goes over it, and the road whose lag is told beside. */
const EDGES = [
  ['M36 277H204', 120, 264, 'middle', pick('request', '', 'catalog')], ['M270 322V450', 280, 382, 'start', statements('catalog')], ['M523 322V450', 533, 382, 'start', statements('inventory')], ['M763 322V450', 773, 382, 'start', statements('checkout')],
  ['M293 98V226', 303, 152, 'start', pick('read', 'orders', 'catalog'), 'outcomes'], ['M498 98V226', 508, 152, 'start', pick('read', 'orders', 'inventory'), 'orders'], ['M706 98V226', 698, 152, 'end', pick('read', 'carts', 'checkout'), 'carts'], ['M812 98V226', 822, 152, 'start', pick('read', 'stock', 'checkout'), 'stock'],
  ['M856 277H954', 905, 264, 'middle', pick('call', 'checkout', null)], ['M1060 461C1060 380 1148 330 1148 200 1148 80 1060 67 886 67', 1050, 410, 'end', pick('send', 'relay', null)], ['M228 322 42 470', 60, 392, 'start', replica, null, true],
];
const level = e => !e ? 0 : e.errors / e.count > 0.2 || e.p95_ms > 10000 ? 4 : e.errors / e.count > 0.02 || e.p95_ms > 2000 ? 3 : e.p95_ms > 500 ? 2 : 0;
const fails = e => e.errors ? `, ${pct(e.errors / e.count)} fail` : '';

export function mapView(chosen) {
  const known = asking(() => '/api/room/map', 2000), edges = () => known.answer?.edges ?? [];
  const edge = ([d, x, y, anchor, of, road, optional]) => {
    const now = () => of(edges()), behind = s => road ? roadNow(s, road).seconds : null, flat = d.includes('H');
    const worst = s => Math.max(level(now()), behind(s) > 10 ? 4 : behind(s) > 3 ? 3 : 0);
    return h('g.edge', {$level: worst, $none: () => !now(), hidden: () => optional && !now(), css: () => ({'--w': `${1.5 + Math.min(6, Math.log2(1 + (now()?.per_second ?? 0)))}px`})}, h('path', {d, 'marker-end': 'url(#arrow)'}),
      h('text.rate', {x, y: y - 2, 'text-anchor': anchor}, () => now() ? `${per(now().per_second)}/s` : 'no span'), h('text.slow', {x, y: y + (flat ? 33 : 14), 'text-anchor': anchor}, () => now() ? `p95 ${ms(now().p95_ms)}${fails(now())}` : ''), road && h('text.slow', {x, y: y + 30, 'text-anchor': anchor}, s => behind(s) >= 0.5 ? `${secs(behind(s))} behind` : ''));
  };
  const node = ([name, [x, y, width, height]]) => {
    const go = () => { location.hash = `#/${GO[name]}`; }, gone = s => !!PART(name) && isGone(s, PART(name));
    return h('g.node', {$stage: name, $chosen: name === chosen, $gone: gone, hidden: () => name === 'replica' && !replica(edges()), ...GO[name] && {role: 'link', tabindex: '0', onclick: go, onkeydown: e => { if (e.key === 'Enter') go(); }}},
      h('rect', {x, y, width, height, rx: 8}), h('text.name', {x: x + 14, y: y + 26}, TITLE[name] ?? name), SAYS[name].map((say, n) => h('text', {x: x + 14, y: y + 48 + n * 20}, s => gone(s) ? n ? '' : 'does not answer' : say(s))));
  };
  const el = h('div.page', panel('service', 'Who talks to whom', {sources: ['lag'], gone: 'Lag is unknown, not 0.', aside: h('span', () => known.answer ? `spans of ${known.answer.seconds} s, up to a few seconds ago` : '')},
    h('p.none.bad', {role: 'status', hidden: () => !known.reason}, () => `${known.reason ?? ''}${known.answer ? ' Below is what was known last.' : ''}`),
    h('p.none', {hidden: () => !known.answer || edges().length > 0 || !!known.reason}, 'No span has come in the last minute. Faults sends shoppers.'),
    scroll('Drawing of the map', h('svg.service-map', {viewBox: '-90 0 1260 540', role: 'group', label: 'Map of services, topics and database'}, h('marker', {id: 'arrow', viewBox: '0 0 8 8', refX: 6, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: 'userSpaceOnUse', orient: 'auto'}, h('path', {d: 'M0 0 8 4 0 8Z'})),
      h('g.band', h('rect', {x: 190, y: 8, width: 690, height: 108, rx: 10}), h('text', {x: 866, y: 25, 'text-anchor': 'end'}, s => isGone(s, 'kafka') ? 'Kafka does not answer' : 'Kafka')), EDGES.map(edge), h('g.edge.wal', h('path', {d: 'M856 492H954', 'marker-end': 'url(#arrow)'}), h('text.rate', {x: 905, y: 482, 'text-anchor': 'middle'}, 'WAL'), h('text.rate', {x: 905, y: 512, 'text-anchor': 'middle'}, s => bytes(f(s).wal_bytes))), Object.entries(NODES).map(node)))),
  panel('edges', 'Every edge', {aside: h('span', () => known.answer?.left_out ? `${int(known.answer.left_out)} spans of others are left out` : '')}, scroll('Table of edges', h('table.grid', head('from', '', 'to', 'a second', 'p95', 'longest', 'failed'), each(h('tbody'), edges, e => [e.kind, e.from, e.to, e.address].join('\u0001'), first => {
    const it = get => (s, item) => get(item ?? first);
    return h('tr', {$level: it(level)}, th(first.from || 'outside'), h('td', KINDS[first.kind] ?? first.kind), h('td', first.to, first.address && h('small', ` ${first.address}`)), num(it(e => per(e.per_second))), num(it(e => ms(e.p95_ms))), num(it(e => ms(e.longest_ms))), num(it(e => e.errors ? `${int(e.errors)} of ${int(e.count)}` : '0')));
  })))));
  known.start(el);
  return el;
}
