// Incidents with what explains them, and rules with why they do not fire, as flow-alerts tells them.
import {each, h, swap} from '../ui.js';
import {clock, lasted, ms, usd} from '../format.js';
import {button, chip, num, panel, shape, th} from '../parts.js';
import {ask, asking} from '../feed.js';
import {say} from '../dialogs.js';

const SEVERITY = {page: 4, critical: 4, high: 4, error: 3, ticket: 3, warning: 3, warn: 2, low: 2, info: 2};
const ORDER = {firing: 0, pending: 1, resolved: 2};
export const all = s => [...s.alerts.incidents?.incidents ?? []].sort((a, b) => ORDER[a.state] - ORDER[b.state] || severity(b) - severity(a) || new Date(b.started_at ?? b.pending_at) - new Date(a.started_at ?? a.pending_at));
const severity = i => SEVERITY[i.severity] ?? 3;
export const firing = s => all(s).filter(i => i.state === 'firing');
const level = i => i.state === 'firing' ? severity(i) : i.state === 'pending' ? 1 : 0;
const now = s => s.frame?.at ?? Date.now();
const when = (s, i) => i.state === 'resolved' ? `${clock(i.started_at ?? i.pending_at)}, for ${lasted(i.ended_at, i.started_at ?? i.pending_at)}` : `since ${clock(i.started_at ?? i.pending_at)}, ${lasted(now(s), i.started_at ?? i.pending_at)}`;

async function answer(i, what, done) {
  try { await ask(`/api/room/incident/${what}`, {id: i.id}); say(done); } catch (no) { say(no.message); }
}

const facts = cause => h('ul.facts', [...cause.facts].sort((a, b) => b.weight - a.weight).map(f => h('li', {$side: f.weight > 0 ? 'for' : 'against'}, h('b', f.weight > 0 ? 'for' : 'against'), h('span', f.says))));
/** Ranked causes: the first is open; each has what speaks for it and against it. */
const causeOf = (cause, first) => h('li', {$lead: first}, h('details', {open: first}, h('summary', h('span', cause.says), h('span.score', {css: {'--v': Math.max(0, Math.min(1, cause.weight / 8))}, title: `weight ${cause.weight}`})), facts(cause)));

/** All that is known of one: causes, the very spans, plans, the story. */
function file(i) {
  const it = asking(() => `/api/room/incident?id=${encodeURIComponent(i.id)}`, 5000), e = () => it.answer?.evidence ?? {};
  const el = h('div.more',
    swap(h('div'), () => it.answer && JSON.stringify(e().causes), () => !it.answer ? h('p.none', it.reason ?? 'Asking for the evidence.') : h('div', h('h4', 'Probable causes'), e().causes?.length ? h('ol.causes', e().causes.map((c, n) => causeOf(c, n === 0))) : h('p.none', 'Nothing speaks for any of the causes that are known.'))),
    swap(h('div'), () => it.answer && JSON.stringify([e().spans?.length, e().plans?.length, e().timeline?.length, e().orders?.failed]), () => !it.answer ? '' : h('div.more',
      e().plans?.length > 0 && [h('h4', 'Plans'), h('ul.evidence', e().plans.map(p => h('li', h('a', {href: `#/orders/${p.trace_id}`, $stage: p.service}, h('span', `${p.service} · ${p.table ?? 'a statement'}${p.full_table_scan ? ', the whole table is read' : ''}`), h('span.num', ms(p.slowest_ms)), h('code', p.missing_indexes.length ? `missing: ${p.missing_indexes.join(', ')}` : p.statement ?? '')))))],
      e().spans?.length > 0 && [h('h4', 'The very spans'), h('ul.evidence', e().spans.slice(0, 8).map(x => h('li', h('a', {href: `#/orders/${x.trace_id}`, $stage: x.service}, h('span', `${x.service} · ${x.name}`), h('span.num', ms(x.duration_ms)), h('code', Object.entries(x.attributes).filter(([k]) => /failure|exhausted|missing|scan|slow|error/.test(k)).map(([k, v]) => `${k} = ${v}`).slice(0, 2).join(', '))))))],
      e().orders?.ids?.length > 0 && [h('h4', `Orders: ${e().orders.failed} failed`), h('p.note', e().orders.ids.slice(0, 6).map(id => [h('a', {href: `#/orders/${id}`}, h('code', id.slice(0, 13))), ' ']))],
      e().timeline?.length > 0 && [h('h4', 'The story'), h('ol.story', e().timeline.slice(0, 30).map(t => h('li', h('time.num', clock(t.at)), h('span', t.says))))])));
  it.start(el);
  return el;
}

/** brief: one line; lead: with its cause; full: with all that is known. */
function card(first, {brief, lead, full}) {
  const it = get => (s, i) => get(i ?? first, s);
  return h('article.incident', {$state: it(i => i.state), $severity: severity(first), $brief: !!brief},
    h('header', chip(it(i => i.state), it(level)), h('h3', full ? first.rule : h('a', {href: `#/incidents/${first.id}`}, first.rule)), h('time', it((i, s) => when(s, i)))),
    !brief && h('p.says', it(i => i.summary)),
    !brief && first.failed_revenue?.unit === '{cent}' && h('p.revenue', {hidden: it(i => !(i.failed_revenue?.total > 0))}, h('span', h('b.num', it(i => usd(i.failed_revenue?.per_minute))), ' lost a minute'), h('span', h('b.num', it(i => usd(i.failed_revenue?.total))), ' so far')),
    lead && !full && swap(h('div'), (s => JSON.stringify((all(s).find(x => x.id === first.id) ?? first).cause ?? null)), (mark, s) => { const c = (all(s).find(x => x.id === first.id) ?? first).cause; return c ? h('div.more', h('h4', 'Probable cause'), h('ol.causes', causeOf(c, true))) : h('p.none', s.frame?.run === 'drill' ? 'Causes are not told during a drill.' : 'No cause is probable yet.'); }),
    full && file(first),
    (lead || full) && h('p.acts', button(it(i => i.acknowledged ? 'Acknowledged' : 'Acknowledge'), () => answer(first, 'ack', 'Acknowledged: somebody looks after it.'), {disabled: it(i => !!i.acknowledged || i.state !== 'firing')}), button(it(i => i.silenced ? 'Silenced' : 'Silence 10 min'), () => answer(first, 'silence', 'Silenced for ten minutes: nobody is told.'), {disabled: it(i => !!i.silenced)}),
      full && h('a', {href: `/api/room/incident/export?id=${encodeURIComponent(first.id)}`, download: 'incident.html'}, 'Export'), !full && h('a', {href: `#/incidents/${first.id}`}, 'Evidence')));
}

export function incidents(overview, chosen) {
  const list = each(h('div.incidents-list'), s => {
    const every = all(s), open = every.filter(i => i.state !== 'resolved'), shown = overview ? (open.length ? open : every).slice(0, 4) : every.slice(0, 40), full = overview ? null : chosen || shown[0]?.id;
    return shown.map((i, n) => ({...i, lead: !n && i.state === 'firing', full: i.id === full}));
  }, i => i.id + i.lead + i.full + (i.state === 'resolved'), i => card(i, {lead: i.lead, brief: overview ? !i.lead : !i.full, full: i.full}));
  return panel('incidents', 'Incidents', {aside: h('span', s => s.alerts.known ? `${firing(s).length || 'none'} firing` : 'unknown')},
    h('p.none.bad', {hidden: s => s.alerts.known}, s => `Incidents are unknown, not absent. ${short(s.alerts.reason)}`),
    h('p.none', {hidden: s => !s.alerts.known || all(s).length > 0}, s => `Nothing has fired. ${s.alerts.rules?.rules?.length ?? 0} rules watch.`), list);
}
const short = reason => { const text = reason ?? 'flow-alerts does not tell.'; return text.length > 120 ? `${text.slice(0, 120)}…` : text; };

// ---- Rules as ladders: a step for each part. Where it stops, it says what is wanted and what is seen.

const steps = ladder => [...ladder?.stages ?? [], ...ladder?.figures ?? []];
const holds = x => 'reached' in x ? x.not || x.reached : x.breached;
const depth = rule => { const parts = steps(rule?.ladders[0]), n = parts.findIndex(p => !holds(p)); return n < 0 ? parts.length : n; };
/** A step holds once those before it do: that something has not come says nothing while nothing is waited for. */
const reaches = (rule, n) => n < depth(rule);
const figure = f => f.figure == null ? 'no signal' : /duration|p\d\d/.test(f.says) && f.figure > 1e4 ? ms(f.figure / 1e6) : `${+f.figure.toPrecision(3)}`;
const seen = p => 'reached' in p ? `${p.seen} of ${p.wanted}` : `${figure(p)} of ${p.signals} signals`;
const wanted = p => 'reached' in p ? p.says : `${p.says}${p.min_count ? `, of at least ${p.min_count}` : ''}`;
function whyNot(rule) {
  const ladder = rule.ladders[0], parts = steps(ladder);
  if (!ladder) return 'No signal of it has come.';
  const p = parts.find(x => !holds(x));
  if (!p) return rule.state === 'pending' ? 'All of it holds, not yet for long enough.' : 'All of it holds.';
  const n = parts.indexOf(p);
  return `${n ? `As far as ${parts[n - 1].id}. Then ` : ''}${p.id}: wants ${wanted(p)}; is ${seen(p)}.`;
}

export function rules(overview) {
  const list = s => s.alerts.rules?.rules ?? [], isOn = r => r.state === 'firing' || r.state === 'kept';
  const some = s => overview ? list(s).filter(r => !isOn(r)).sort((a, b) => depth(b) - depth(a)).slice(0, firing(s).length ? 3 : 5) : list(s);
  const wrong = s => (s.alerts.rules?.files ?? []).filter(f => f.state === 'wrong');
  return panel('rules', overview ? 'Why rules do not fire' : 'Rules, and why they do not fire', {aside: overview ? h('a', {href: '#/incidents'}, s => `All ${list(s).length || ''}`) : h('span', s => s.alerts.rules?.behind_s != null ? `judged up to ${s.alerts.rules.behind_s.toFixed(1)} s ago` : '')},
    h('p.none.bad', {hidden: s => s.alerts.known}, s => `Whether rules fire is unknown. ${short(s.alerts.reason)}`), h('p.none.bad', {hidden: s => !s.alerts.rules?.reason}, s => `Rules are not judged at the moment: ${s.alerts.rules?.reason}`),
    h('p.none.bad', {hidden: s => !wrong(s).length}, s => wrong(s).map(f => `${f.file}: ${f.issues[0] ?? 'wrong'}`).join('; ')), h('p.none', {hidden: s => !s.alerts.known || list(s).length > 0}, 'No rule is loaded: the folder of rules is empty.'),
    each(h('ul.rules-list'), some, r => `${r.rule} ${steps(r.ladders[0]).length}`, first => {
      const it = get => (s, r) => get(r ?? first), parts = it(r => steps(r.ladders[0]));
      return h('li', {$state: it(r => isOn(r) ? 'firing' : r.state)}, h('details', h('summary', shape(it(r => isOn(r) ? SEVERITY[r.labels.severity] ?? 3 : 0)), h('b', first.rule), h('span.ladder', {role: 'img', label: it(r => `the first ${depth(r)} of ${steps(r.ladders[0]).length} parts hold`)}, steps(first.ladders[0]).map((_, n) => h('i', {$on: it(r => reaches(r, n))}))), h('span.now', it(r => r.state)), h('span.whynot', it(whyNot))),
        h('table', h('tbody', steps(first.ladders[0]).map((_, n) => h('tr', {$on: it(r => reaches(r, n))}, th((s, r) => parts(s, r)[n]?.id ?? ''), h('td', (s, r) => { const p = parts(s, r)[n]; return p ? wanted(p) : ''; }), num((s, r) => { const p = parts(s, r)[n]; return p ? seen(p) : ''; }), h('td', (s, r) => { const p = parts(s, r)[n]; return !p ? '' : reaches(r ?? first, n) ? 'holds' : n > depth(r ?? first) ? 'not asked yet' : 'does not'; })))))));
    }));
}

export const incidentsView = chosen => h('div.page', h('div.two', incidents(false, chosen), rules(false)));
