// Scenarios: a story and a test. Start one, see how it goes, and what became of those of the past.
import {each, h} from '../ui.js';
import {button, chip, head, num, panel, scroll, th} from '../parts.js';
import {ask, asking} from '../feed.js';
import {confirm, say} from '../dialogs.js';
import {sign} from '../format.js';

const minutes = v => v < 1 ? `${Math.round(v * 60)} s` : `${+v.toFixed(1)} min`;

const STATE = {TO_COME: 'to come', SO_FAR: 'so far'};
const chipOf = r => r.state === 'MEASURED' ? [r.held ? 'held' : 'not held', r.held ? 0 : 4] : [r.state === 'SO_FAR' && !r.held ? 'not yet' : STATE[r.state] ?? r.state, r.state === 'TO_COME' || r.held ? 0 : 1];

/** What a run that goes on is expected to show, beside what it shows; what was predicted, beside what was measured. */
export function expectations(brief) {
  const now = asking(() => '/api/room/run', brief ? 3000 : 2000), p = () => now.answer?.progress, isOn = s => !!p() && (s.frame?.run === p().scenario || !brief);
  const most = c => Math.max(c.said_at_most ?? c.said ?? 0, c.came ?? 0, /lag$/.test(c.what) ? 1 : p()?.minutes ?? 1) * (/lag$/.test(c.what) ? 1.2 : 1);
  const el = panel('expectations', 'Expected, and seen', {aside: h('span', s => p() ? `${brief ? '' : `${p().scenario}, `}minute ${Math.min(p().minutes, p().minute).toFixed(1)} of ${p().minutes}${s.frame?.run === p().scenario ? '' : ', over'}` : '')},
    h('p.none', {hidden: () => !!p()}, 'A scenario that runs tells here, every other second, which of its expectations hold so far.'),
    each(h('ul.expected-list'), () => p()?.rows ?? [], r => r.expectation, first => { const it = get => (s, r) => get(r ?? first); return h('li', {$state: it(r => r.state)}, chip(it(r => chipOf(r)[0]), it(r => chipOf(r)[1])), h('span', {title: `${first.expectation}: ${first.wanted}`}, first.expectation, h('small', ` ${sign(first.wanted)}`)), h('b.num', it(r => r.state === 'TO_COME' ? '' : r.seen))); }),
    h('h3', {hidden: () => !p()?.predicted.length}, 'Predicted, and measured'),
    each(h('ul.predictions'), () => p()?.predicted ?? [], c => c.what, first => { const it = get => (s, c) => get(c ?? first); return h('li', {$came: it(c => c.came != null)}, h('span', first.what, h('small', it(c => ` said ${c.predicted}`))), h('b.num', it(c => c.came == null ? 'not yet' : c.measured)), h('span.range', {'aria-hidden': true, css: it(c => ({'--a': (c.said ?? 0) / most(c), '--b': (c.said_at_most ?? c.said ?? 0) / most(c), '--c': Math.min(1, (c.came ?? 0) / most(c))}))}, h('i', {hidden: it(c => c.said == null)}), h('b'))); }));
  now.start(el);
  return brief ? h('div', {hidden: s => !isOn(s)}, el) : el;
}

export function runsView() {
  const known = asking(() => '/api/room/scenarios', 0), now = asking(() => '/api/room/run', 1500), past = asking(() => '/api/room/runs', 10000);
  const run = () => now.answer ?? {running: false, lines: []}, isOn = s => run().running || !!s.frame?.run;
  const start = x => confirm({
    title: `Run ${x.name}?`, lead: x.about, about: 'What is expected', body: h('ul.expects', x.expects.map(e => h('li', h('b', e.about), ` ${e.wanted}`))),
    text: [`${minutes(x.minutes)} of the demo take ${minutes(x.real_minutes)}, besides measuring this machine before and after.`, 'Faults that are set should be cleared first. Whatever ends the run, its own are undone.'], yes: `Run ${x.name}`,
    async then() { await ask('/api/room/run/start', {name: x.name}); say(`${x.name} begins.`); now.again(); },
  });
  async function stop() { try { await ask('/api/room/run/stop', {}); say('Ended; what it set is undone.'); now.again(); } catch (no) { say(no.message); } }
  const status = () => run().running ? 'runs' : run().status == null ? '' : run().status === 0 ? 'held' : run().status === 1 ? 'not held' : `ended with ${run().status}`;
  const el = h('div.page', h('div.two.even',
    panel('now', 'The run', {aside: h('p.acts', h('span', () => status()), button('End it', stop, {hidden: () => !run().running, class: 'main'}))},
      h('p.none', {hidden: () => run().lines.length > 0}, s => s.frame?.run ? `${s.frame.run} runs, from a terminal.` : 'No scenario runs. Its lines are here as soon as one is started below.'),
      h('pre.line.tall', {hidden: () => !run().lines.length, tabindex: '0', 'aria-label': 'What the run says'}, () => run().lines.slice(-40).join('\n'))),
    expectations(false)),
    panel('scenarios', 'Scenarios', {aside: h('span', 'each is load, faults and expectations, and ends with a verdict')}, h('p.none.bad', {hidden: () => !known.reason}, () => known.reason ?? ''),
      each(h('div.cards'), () => known.answer ?? [], x => x.name, x => h('article.fault', {$set: () => run().running && run().name === x.name}, h('h3', x.name), h('small', `${minutes(x.minutes)}, ${minutes(x.real_minutes)} real`), h('p', x.about), h('p.acts', button([() => run().running && run().name === x.name ? 'Runs' : 'Run …', h('span.sr', x.name)], () => start(x), {disabled: isOn}))))),
    panel('past', 'Past runs', {aside: h('span', 'the newest 50')}, h('p.none', {hidden: () => past.answer?.length > 0}, () => past.reason ?? (past.answer ? 'No scenario was run to its end yet.' : 'Asking for past runs.')),
      each(h('div.past'), () => past.answer ?? [], x => x.name, x => h('details', h('summary', chip(x.outcome, /^held/i.test(x.outcome) ? 0 : /inconclusive/i.test(x.outcome) ? 2 : 4), ' ', h('b', x.name), h('span', ` ${x.rows.filter(r => r.held).length} of ${x.rows.length} held `), h('a', {href: `/api/room/report?name=${encodeURIComponent(x.name)}`, target: '_blank', rel: 'noopener'}, 'Report')),
        scroll(`Verdict of ${x.name}`, h('table.grid', head('expectation', 'wanted', 'seen', ''), h('tbody', x.rows.map(r => h('tr', th(r.expectation), h('td', h('code', r.wanted)), num(r.seen), h('td', chip(r.held ? 'held' : 'not held', r.held ? 0 : 4)))))))))));
  known.start(el); now.start(el); past.start(el);
  return el;
}
