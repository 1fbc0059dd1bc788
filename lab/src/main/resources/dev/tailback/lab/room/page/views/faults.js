// Breaking it: shoppers, the originals' button, single faults. Each asks first, and says what will happen and what to expect.
import {each, h} from '../ui.js';
import {ago, clock, lasted, ms, pct} from '../format.js';
import {button, chip, head, num, panel, th} from '../parts.js';
import {ask, asking, state} from '../feed.js';
import {DATABASE_ISSUES, EXPECT, GROUPS, USUAL} from '../texts.js';
import {confirm, say} from '../dialogs.js';

const figures = (rows, names = ['figure', 'usual', 'under it']) => h('table', head(...names), h('tbody', rows.map(([a, ...b]) => h('tr', th(a), b.map(v => num(v))))));
const burst = {state: 'idle', report: null, reason: null};
const RATES = [60, 150, 300];
const standing = (s, name) => s.frame?.faults.filter(f => f.fault === name) ?? [];

/** A form of the fault's own parameters; what is left empty is as usual. */
function setting(fault, done) {
  const inputs = fault.parameters.map(p => {
    const one = /^one of (.*)$/.exec(p.allowed), usual = USUAL[fault.fault]?.[p.name] ?? p.usual ?? '';
    const input = one ? h('select', {name: p.name}, one[1].split(', ').map(v => h('option', {value: v, selected: v === usual}, v))) : h('input', {name: p.name, value: usual, 'aria-describedby': `about-${p.name}`, autocomplete: 'off', spellcheck: 'false'});
    return {name: p.name, input, el: h('label.field', h('span', p.name), input, !one && h('small', {id: `about-${p.name}`}, p.allowed))};
  });
  const span = h('select', {name: 'for'}, [['5m', '5 minutes'], ['1m', '1 minute'], ['15m', '15 minutes'], ['', 'until it is cleared']].map(([v, t]) => h('option', {value: v}, t)));
  const [, leads, ...rows] = EXPECT[fault.fault] ?? [null, null];
  confirm({
    title: `Set ${fault.fault}?`, lead: fault.does, fields: [...inputs.map(i => i.el), h('label.field', h('span', 'lasts'), span)], about: 'What to expect', body: rows.length ? figures(rows) : null,
    text: [leads, state.frame?.run && `${state.frame.run} is running. What it set stays as it is; this comes on top.`, 'It counts as set only after it was read back. Undone by Clear, by Reset (r), after its time, or when the lab ends.'],
    yes: `Set ${fault.fault}`,
    async then() {
      const given = Object.fromEntries(inputs.map(i => [i.name, i.input.value]).filter(([, v]) => v !== ''));
      const set = await ask('/api/faults/set', {fault: fault.fault, with: {...given, ...span.value && {for: span.value}}});
      say(set.set.map(f => `${f.fault} is set. Read back: ${f.seen}`).join(' '));
      done();
    },
  });
}

function shoppers() {
  const start = rpm => confirm({
    title: `Send ${rpm} shoppers a minute?`, lead: 'They browse, fill carts and buy, as people do, from the lab itself. It begins with a quarter and climbs to all of them.', about: 'What to expect', body: figures([['requests', 'none', `about ${Math.round(rpm / 60 * 3.2)} a second`], ['orders', 'none', `about ${(rpm / 60 * 0.3).toFixed(1)} a second`]], ['figure', 'now', 'then']),
    text: ['It ends after 30 minutes, or when you end it. Orders that are open then are ended by the shop.'], yes: 'Send them',
    async then() { await ask('/admin/start-demo', {peak_rpm: rpm, duration_minutes: 30, shift_weights: false}); say('Shoppers come.'); },
  });
  return panel('shoppers', 'Shoppers', {aside: h('span', s => s.frame?.shoppers ? 'come from this lab' : 'none from this lab')},
    h('p', 'Without shoppers nothing is ordered, and nothing can be seen to break.'),
    h('p.acts', RATES.map(rpm => button(`${rpm} a minute …`, () => start(rpm), {disabled: s => !!s.frame?.shoppers})), button('End it', async () => { try { await ask('/admin/stop-demo', {}); say('No more shoppers come.'); } catch (no) { say(no.message); } }, {hidden: s => !s.frame?.shoppers, class: 'main'})));
}

function issues() {
  const run = () => confirm({
    title: 'Simulate database issues?', lead: '43 queries at once over the three stages, each 2,800 ms inside PostgreSQL. First so many connections are held that they contend.', about: 'What to expect', body: figures(DATABASE_ISSUES),
    text: ['It takes about half a minute and undoes everything by itself. Shoppers feel it meanwhile.'], yes: 'Run the 43 queries',
    async then() {
      Object.assign(burst, {state: 'runs', report: null, reason: null});
      // Not awaited: the dialog closes, and the view says how it goes.
      ask('/api/demo/trigger-database-scenario', {}).then(report => Object.assign(burst, {state: 'done', report}), no => Object.assign(burst, {state: 'idle', reason: no.message}));
    },
  });
  const before = (of, key) => ['p50', 'p95', 'p99'].map(p => ms(of?.[key]?.[p])).join(', ');
  const result = h('div.result');
  let shown = null;
  const show = () => { if (burst.report && shown !== burst.report) { shown = burst.report; const {baseline, total} = shown; result.replaceChildren(figures([['query p50, p95, p99', before(baseline, 'query_ms'), before(total, 'query_ms')], ['wait p50, p95, p99', before(baseline, 'waited_ms'), before(total, 'waited_ms')], ['failed', `${baseline?.failures ?? '–'}`, `${total?.failures ?? '–'} (${pct((total?.failure_rate_percent ?? 0) / 100)})`], ['pool utilization', `${baseline?.pool_utilization_percent ?? '–'} %`, `${total?.pool_utilization_percent ?? '–'} %`]], ['figure', 'before', 'under it']), shown.trace_id ? h('p', h('a', {href: `#/orders/${shown.trace_id}`}, 'The trace of all of it')) : ''); } return ''; };
  return panel('issues', 'Simulate database issues', {}, h('p', 'The originals’ button: 43 queries at once, catalog 15, checkout 15, inventory 13.'),
    h('p.acts', button(() => burst.state === 'runs' ? 'Holding 280 connections …' : 'Simulate …', run, {class: 'main', disabled: () => burst.state === 'runs'}), h('span.bad', {role: 'status'}, () => burst.reason ?? '')), h('span', show), result);
}

export function faultsView() {
  const known = asking(() => '/api/faults', 4000);
  const rows = () => known.answer?.faults ?? [];
  const seen = (name, target) => rows().find(f => f.fault === name)?.set.find(x => x.target === target);
  async function clear(name) { try { const {cleared} = await ask('/api/faults/clear', {fault: name}); say(cleared.length ? `Cleared, and seen to be gone: ${cleared.join(', ')}.` : `${name} was not set.`); known.again(); } catch (no) { say(no.message); } }
  const card = f => h('article.fault', {$set: s => standing(s, f.fault).length > 0}, h('h4', f.fault), h('p', f.does),
    each(h('ul.readback'), s => standing(s, f.fault), x => x.target, x => h('li', chip('set', 3), ' ', x.target === f.fault ? '' : x.target, h('span', s => { const now = seen(f.fault, x.target); return ` since ${lasted(s.frame?.at, x.since)}${x.until ? `, until ${clock(x.until)}` : ''}. ${now ? now.is_seen ? `Seen: ${now.seen}` : `Not seen any more: ${now.seen}` : ''}`; }))),
    h('p.acts', button(['Set …', h('span.sr', f.fault)], () => setting(f, () => known.again())), button(['Clear', h('span.sr', f.fault)], () => clear(f.fault), {hidden: s => !standing(s, f.fault).length})));
  const el = h('div.page', h('div.two.even', shoppers(), issues()),
    panel('faults', 'Faults', {aside: h('span', 'each has a true cause, is read back before it counts as set, and asks first')}, h('p.none.bad', {hidden: () => !known.reason}, () => known.reason ?? ''), h('p.none', {hidden: () => known.answer || known.reason}, 'Asking what there is.'),
      GROUPS.map(group => h('section.group', h('h3', group), each(h('div.cards'), () => rows().filter(f => (EXPECT[f.fault]?.[0] ?? 'Traffic') === group), f => f.fault, card)))),
    panel('left', 'What happened', {aside: h('span', 'in the last hour')}, each(h('ol.happened'), s => [...s.frame?.marks ?? []].reverse().slice(0, 30), m => m.at + m.text, m => h('li', {$kind: m.kind}, h('time.num', s => `${clock(m.at)}, ${ago(s.frame?.at, m.at)}`), h('span', {SET: 'set: ', CLEAR: 'cleared: '}[m.kind] ?? '', m.text))), h('p.none', {hidden: s => s.frame?.marks.length > 0}, 'Nothing yet: no fault was set, and nothing died.')));
  known.start(el);
  return el;
}
