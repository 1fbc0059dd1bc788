// Lag of groups, partition by partition; and beside it what Kafka cannot see.
import {each, h, swap} from '../ui.js';
import {bytes, drain, int, none, per, secs} from '../format.js';
import {LEVEL, chip, fact, head, num, panel, scroll, spark, th} from '../parts.js';
import {lately} from '../feed.js';

const MEANINGS = [['OK', 'reads, or catches up'], ['WARN', 'reads, and falls back'], ['STALL', 'is there, but its offsets stand still'], ['STOP', 'nobody has the partition, and nothing is committed'], ['REWIND', 'its offset went backwards']];
const GRAVITY = ['OK', 'REWIND', 'WARN', 'STALL', 'STOP'];
const OURS = ['catalog', 'checkout', 'inventory'];
const f = s => s.frame?.figures ?? {};

/** A row for each topic of each group, the worst first. */
function rows(s) {
  const rows = (s.frame?.groups ?? []).flatMap(g => [...new Set(g.parts.map(p => p.topic))].map(topic => {
    const parts = g.parts.filter(p => p.topic === topic).sort((a, b) => a.partition - b.partition), known = parts.filter(p => p.lag != null);
    return {key: `${g.group} ${topic}`, group: g, topic, parts, lag: known.length ? known.reduce((n, p) => n + p.lag, 0) : null, seconds: known.length ? Math.max(...known.map(p => p.seconds ?? 0)) : null, status: parts.map(p => p.status).filter(Boolean).sort((a, b) => GRAVITY.indexOf(b) - GRAVITY.indexOf(a))[0] ?? null};
  }));
  const dead = r => r.topic.endsWith('.dead') && !r.lag;
  return rows.filter(r => !dead(r)).sort((a, b) => (b.lag ?? 0) - (a.lag ?? 0) || a.key.localeCompare(b.key));
}

export function lagView(chosen) {
  const most = s => Math.max(1, ...rows(s).map(r => r.parts.length));
  const table = swap(h('div'), most, width => h('table.grid', head('group, topic', ...Array.from({length: width}, (_, p) => `P${p}`), 'records', 'seconds', 'status', 'in/s', 'out/s', 'drained in', 'last 15 min'),
    each(h('tbody'), rows, r => r.key, first => {
      const it = get => (s, item) => get(item ?? first), level = it(r => LEVEL[r.status] ?? 0), road = (s, r) => s.frame.roads.find(x => x.topic === r.topic && x.group === r.group.group), scale = it(r => Math.max(20, ...r.parts.map(p => p.lag ?? 0)));
      return h('tr', {$chosen: first.group.group === chosen}, th(h('b', {$stage: first.group.group}, first.group.group), h('small', `${first.topic}${first.group.kind === 'consumer' ? '' : `, ${first.group.kind}`}`)),
        Array.from({length: width}, (_, p) => h('td.part', {$level: it(r => (r.parts[p]?.lag ?? 0) < 4 ? 0 : LEVEL[r.parts[p]?.status] ?? 0), css: (s, item) => ({'--v': Math.min(1, ((item ?? first).parts[p]?.lag ?? 0) / scale(s, item))})}, h('span.num', it(r => r.parts[p] ? int(r.parts[p].lag) : '')))),
        h('td.num.big', it(r => int(r.lag))), h('td.num.big', it(r => secs(r.seconds))), h('td', chip(it(r => r.status ?? 'absent'), level)),
        num((s, item) => per(road(s, item ?? first)?.in ?? (item ?? first).group.in)), num((s, item) => per(road(s, item ?? first)?.out ?? (item ?? first).group.out)),
        num((s, item) => { const r = road(s, item ?? first), lag = (item ?? first).lag; return lag === 0 ? 'drained' : r ? drain(r.drain) : drain((item ?? first).group.drain); }),
        h('td.spark-cell', OURS.includes(first.group.group) ? spark(() => thin(lately(`${first.group.group}_lag`, 900)), 20) : h('small', none)));
    })));
  return h('div.page', panel('lag', 'Lag', {sources: ['lag'], gone: 'Lag is unknown, not 0; these are the figures of the last good look.', aside: h('span', 'committed offsets first, ends after; seconds are the age of the oldest unread record')},
    h('p.none', {hidden: s => rows(s).length > 0}, 'No group has committed anything yet. That is not a lag of 0.'), scroll('Lag by partition', table)),
  h('div.two', panel('outbox', 'Before Kafka', {sources: ['relay', 'postgres']}, h('dl.facts-list', fact('rows in outboxes, not relayed', s => int(f(s).outbox_rows), s => f(s).outbox_rows > 20), fact('age of the oldest', s => secs(f(s).outbox_seconds), s => f(s).outbox_seconds > 5), fact('WAL that the relay has not confirmed', s => bytes(f(s).wal_bytes)), fact('orders that have not ended', s => int(f(s).open_orders)), fact('of them, shoppers who have left', s => int(f(s).left), s => f(s).left > 1), fact('dead letters, in all', s => int(f(s).dead_letters), s => f(s).dead_letters > 0)), h('p.note', 'Kafka’s lag is 0 while the relay stands still. This is where it shows.')),
    panel('states', 'What a status means', {}, h('ul.meanings', MEANINGS.map(([w, t]) => h('li', chip(w, LEVEL[w]), h('span', t)))))));
}

const thin = values => { const step = Math.max(1, Math.floor(values.length / 120)); return values.filter((_, i) => i % step === 0); };
