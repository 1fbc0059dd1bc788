// The presenter's scenes: what to say, what is done, what is expected and what is seen, at the foot of every view.
import {each, h} from './ui.js';
import {button, chip, shape} from './parts.js';
import {ask, asking, nudge, state} from './feed.js';
import {sign} from './format.js';
import {confirm, say, show} from './dialogs.js';

const DOING = {PREPARING: 'being prepared', WAITING: 'takes effect', MEASURING: 'is measured', SHOWN: 'was measured', NOTHING: ''};
const walk = asking(() => '/api/room/walk', 0), ui = {notes: false, busy: false};
export const now = () => walk.answer ?? {scene: 0, scenes: []};
const current = () => now().scenes[now().scene - 1], last = () => now().scene === now().scenes.length;
const rows = x => x.rows.length ? [...x.rows.map(r => ({about: r.expectation, ...r})), ...x.expects.slice(x.rows.length)] : x.expects;
const mark = r => r.held == null ? 0 : now().doing === 'SHOWN' ? r.held ? 0 : 4 : r.held ? 0 : 1;

async function tell(path, body, after) {
  if (ui.busy) return;
  ui.busy = true; nudge();
  try { walk.answer = await ask(path, body); after?.(); } catch (no) { say(no.message); }
  ui.busy = false; nudge();
}

/** Begins with a question: from then on a key leads from scene to scene. */
export function go(scene) {
  const {scenes, about} = now();
  if (!scenes.length || scene < 1 || scene > scenes.length) return;
  const start = () => ask('/api/room/walk/go', {scene}).then(told => { walk.answer = told; nudge(); });
  if (now().scene) { tell('/api/room/walk/go', {scene}); return; }
  confirm({title: 'Lead through the scenes?', lead: about, about: 'The scenes', body: h('ol.scene-list', scenes.map((x, n) => h('li', h('b', `${n + 1}. ${x.name}`), ` ${x.todo.join(', ') || 'nothing is done'}`))),
    text: ['Shoppers come all the while. Each scene says what it does, waits until that has its effect, and measures what is expected.', 'n goes on, b goes back, s shows all scenes to jump to. End, Reset (r), or the end of the lab undoes what the scenes did.'], yes: scene > 1 ? `Begin with scene ${scene}` : 'Begin', then: start});
}
export const next = () => go(last() ? 1 : now().scene + 1), back = () => go(Math.max(1, now().scene - 1));
export const end = () => tell('/api/room/walk/end', {}, () => say('The scenes are over; what they did is undone.'));
export const notes = () => { ui.notes = !ui.notes; nudge(); };

/** All scenes, to jump to one by its number. */
export function choose() {
  const {scenes} = now();
  if (!scenes.length) return;
  const to = n => { box.close(); go(n); };
  const box = show('Scenes', h('ol.scene-list', scenes.map((x, n) => h('li', button([h('kbd', `${n + 1}`), ` ${x.name}`], () => to(n + 1), {'aria-current': now().scene === n + 1 ? 'step' : null}), h('span', x.todo.join(', ') || 'nothing is done'), x.rows.length > 0 && h('b.num', `${x.rows.filter(r => r.held).length} of ${x.expects.length} held`)))), e => { if (/^[1-9]$/.test(e.key) && scenes[e.key - 1]) { e.preventDefault(); to(+e.key); } });
}

export function sceneBar() {
  // Each second while a scene is on, also of another page; else when the lab has come or come back.
  let feed = '';
  setInterval(() => {
    const came = state.feed !== feed && state.feed === 'live';
    feed = state.feed;
    if (!document.hidden && (came || now().scene || now().name && state.frame?.run === now().name)) walk.again();
  }, 1000);
  const x = current, held = () => rows(x()).filter(r => r.held).length;
  return h('div.scene', {hidden: () => !now().scenes.length, $on: () => now().scene > 0, $notes: () => ui.notes},
    h('p.scene-name', h('small', () => x() ? `scene ${now().scene} of ${now().scenes.length}, ${now().problem ? 'broke off' : DOING[now().doing]}` : `${now().scenes.length} scenes`), h('b', () => x()?.name ?? 'the walk')),
    h('p.say', {tabindex: () => ui.notes ? '0' : null}, () => now().problem ?? x()?.say ?? now().about ?? ''),
    each(h('ul.scene-expects', {'aria-label': 'What is expected'}), () => x() ? rows(x()) : [], r => `${now().scene} ${r.about}`, first => { const it = get => (s, r) => get(r ?? first); return h('li', {$held: it(r => r.held ?? null), $level: it(mark)}, shape(it(mark)), h('span', it(r => `${r.about} ${sign(r.wanted)}`)), h('b.num', it(r => r.seen ?? ''))); }),
    h('a.order', {hidden: () => !x()?.order, href: () => x()?.order ? `#/orders/${x().order}` : null}, 'Its trace'),
    h('p.acts', h('span.held', {role: 'status', hidden: () => !x() || now().doing !== 'SHOWN' || !rows(x()).length}, chip(() => x() ? held() === rows(x()).length ? 'held' : `${rows(x()).length - held()} not held` : '', () => x() && held() < rows(x()).length ? 4 : 0)),
      button('Notes', notes, {class: 'more', 'aria-pressed': () => ui.notes, hidden: () => !x(), title: 'The whole text (m)'}), button('Back', back, {hidden: () => now().scene < 2, disabled: () => ui.busy, title: 'b'}), button('Scenes', choose, {class: 'more', title: 'Jump to a scene (s)'}),
      button(() => !now().scene ? 'Begin …' : last() ? 'From the beginning' : 'Next', next, {class: 'main', disabled: () => ui.busy, title: 'n'}), button('End', end, {class: 'more', hidden: () => !now().scene, disabled: () => ui.busy})));
}
