// The page around the views: state and clock for the room, tabs, dialogs, keys.
import {build, h, repaint, swap} from './ui.js';
import {clock, lasted} from './format.js';
import {button, shape} from './parts.js';
import {ask, listen, state} from './feed.js';
import {confirm, help, say} from './dialogs.js';
import {back, choose, next, notes, sceneBar} from './scenes.js';
import {overviewView} from './views/overview.js';
import {firing, incidentsView} from './views/incidents.js';
import {ordersView} from './views/orders.js';
import {lagView} from './views/lag.js';
import {faultsView} from './views/faults.js';
import {runsView} from './views/runs.js';
import {mapView} from './views/map.js';
import {profileView} from './views/profile.js';
import {drillView} from './views/drill.js';

const root = document.documentElement, $ = id => document.getElementById(id);
const ui = {view: 'overview', arg: '', projector: false};
/** In the order of their keys. Each makes an element that follows the state; what stands behind the name in the address is handed to it. */
const VIEWS = {
  overview: () => overviewView(wire => wire(() => view.update(state))),
  incidents: incidentsView,
  faults: faultsView,
  orders: ordersView,
  lag: lagView,
  map: mapView,
  profile: profileView,
  runs: runsView,
  drill: drillView,
};
const NAMES = Object.keys(VIEWS);

function reset() {
  const set = state.frame?.faults ?? [], worst = (state.frame?.roads ?? []).reduce((a, b) => (b.lag ?? 0) > (a?.lag ?? 0) ? b : a, null);
  confirm({
    title: 'Reset everything?', lead: set.length ? `${set.length} ${set.length === 1 ? 'fault is' : 'faults are'} set and will be undone, the last first.` : 'Nothing is set. It is looked for all the same.', about: 'What is set',
    body: set.length ? h('ul.expects', set.map(f => h('li', h('b', f.fault), f.target === f.fault ? '' : ` ${f.target}`))) : null,
    text: [worst?.lag > 10 ? `${worst.lag} records wait for ${worst.group}; they drain within seconds once the cause is gone. Orders whose shoppers have left end as failed, at once.` : 'Nothing waits, so nothing is to be drained.', state.frame?.run && `${state.frame.run} is running. If this page started it, it is ended; else it goes on, without what it had set.`, 'Shoppers, orders, data and past runs are kept.'],
    yes: 'Reset',
    async then() { const {cleared, left} = await ask('/api/room/reset', {}); say([cleared.length ? `Undone, and read back: ${cleared.join(', ')}.` : 'Nothing was set.', ...left].join(' ')); go('overview'); },
  });
}

// ---- The frame.

const shell = build(() => {
  const level = s => s.feed === 'live' ? s.frame.state.level : 2, word = s => s.feed === 'loading' ? 'asking' : s.feed === 'stale' ? 'no news' : s.frame.state.state;
  $('state').replaceChildren(h('span.word', {$level: s => s.frame ? level(s) : 0}, shape(s => s.frame ? level(s) : 0), h('b', word)), h('span.why', s => s.feed === 'loading' ? 'Asking for the first figures.' : s.feed === 'stale' ? `The lab has not answered for ${lasted(Date.now(), s.heard)}. Below is what was known last.` : s.frame.state.why));
  const run = s => s.frame?.clock;
  $('clock').replaceChildren(h('b.num', s => run(s) ? Math.max(0, run(s).minute).toFixed(1) : s.frame ? clock(s.frame.at).slice(0, 5) : ''), h('span', h('span', s => run(s) ? `minute${run(s).minutes ? ` of ${run(s).minutes}` : ''}` : s.frame?.shoppers ? 'shoppers come' : 'now'), h('strong', s => run(s) ? run(s).phase ?? run(s).mode : s.frame?.run ?? 'no scenario')));
  $('tabs').append(...NAMES.map((id, n) => h('a', {href: `#/${id}`, 'aria-current': () => ui.view === id ? 'page' : null}, h('kbd', {'aria-hidden': true}, `${n + 1}`), id[0].toUpperCase() + id.slice(1), id === 'incidents' && h('span.badge', {hidden: s => !firing(s).length}, s => firing(s).length), id === 'faults' && h('span.badge', {hidden: s => !s.frame?.faults.length}, s => s.frame?.faults.length))));
  $('tools').append(button(() => `Theme: ${root.dataset.theme || 'system'}`, theme, {title: 'Dark, light, as the system (t)'}), button('Projector', projector, {'aria-pressed': () => ui.projector, title: 'Figures only (p)'}), button('Log out', logout, {hidden: s => !s.hasLogin}), button('?', help, {label: 'Keys'}));
  $('reset').addEventListener('click', reset);
  $('scene').append(sceneBar());
  swap($('phases'), s => run(s)?.minutes && run(s).phases.length > 1 ? `${run(s).mode} ${run(s).start}` : '', (what, s) => what ? h('div.phases', {role: 'img', label: x => run(x) ? `minute ${run(x).minute.toFixed(1)}, ${run(x).phase}` : ''}, run(s).phases.map((p, n, all) => h('span', {$now: x => run(x)?.phase === p.name, css: {'--x': p.from / run(s).minutes, '--w': ((all[n + 1]?.from ?? run(s).minutes) - p.from) / run(s).minutes}}, p.name)), h('b', {css: x => ({'--at': run(x) ? Math.max(0, Math.min(1, run(x).minute / run(x).minutes)) : 0})})) : '');
});

let view = {update() {}}, shownTitle = '';
function mount() { view = build(() => VIEWS[ui.view](ui.arg)); $('main').replaceChildren(view.el); root.dataset.view = ui.view; refresh(); }
function refresh() {
  shell.update(state); view.update(state);
  const title = `${state.feed === 'live' ? state.frame.state.state : 'no news'} · Tailback`;
  if (title !== shownTitle) { shownTitle = title; document.title = title; }
}
function go(to) { if (location.hash === `#/${to}`) mount(); else location.hash = `#/${to}`; }
async function logout() { try { await ask('/logout', {}); location.assign('/login'); } catch (no) { say(no.message); } }
function keep(name, value) { try { if (value) localStorage.setItem(name, value); else localStorage.removeItem(name); } catch { /* a browser that keeps nothing */ } }
function theme() { const next = {'': 'dark', dark: 'light', light: ''}[root.dataset.theme ?? '']; if (next) root.dataset.theme = next; else delete root.dataset.theme; keep('theme', next); repaint(); refresh(); }
function projector() { ui.projector = !ui.projector; root.toggleAttribute('data-projector', ui.projector); repaint(); refresh(); }

/** #/view/argument: a view can be linked. */
function route() {
  const [id, ...rest] = location.hash.slice(2).split('?')[0].split('/'), changed = ui.view !== id;
  let arg = rest.join('/');
  try { arg = decodeURIComponent(arg); } catch { /* as it is */ }
  Object.assign(ui, {view: VIEWS[id] ? id : 'overview', arg});
  mount();
  if (changed) { $('main').focus({preventScroll: true}); scrollTo(0, 0); }
}

addEventListener('keydown', e => {
  if (e.target.matches('input,select,textarea') || document.querySelector('dialog[open]') || e.ctrlKey || e.metaKey || e.altKey) return;
  const keys = {r: reset, p: projector, t: theme, n: next, b: back, s: choose, m: notes, '?': help, '/'() { go('orders'); setTimeout(() => $('find')?.focus(), 60); }};
  const does = /^[1-9]$/.test(e.key) && NAMES[e.key - 1] ? () => go(NAMES[e.key - 1]) : keys[e.key];
  if (does) { e.preventDefault(); does(); }
});
addEventListener('hashchange', route);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { repaint(); refresh(); });
try { const kept = localStorage.getItem('theme'); if (kept === 'dark' || kept === 'light') root.dataset.theme = kept; } catch { /* a browser that keeps nothing */ }
route();
listen(refresh);
