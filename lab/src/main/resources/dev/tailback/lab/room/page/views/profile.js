// Where a stage's wall-clock time goes, waiting included. Width is time; colour and hatching say what was done or waited for.
import {each, h} from '../ui.js';
import {pct, secs} from '../format.js';
import {button, panel} from '../parts.js';
import {ask, nudge} from '../feed.js';

const STAGES = ['catalog', 'checkout', 'inventory'], SECONDS = 10, ROW = 1.9;
const COLOURS = {run: 'car', ready: 'car', postgres: 'rewind', connection: 'stop', kafka: 'said', http: 'warn', lock: 'stall'};
const ui = {stage: 'catalog', profiles: {}, zoom: null, find: '', left: 0, at: 0, reason: null};
const colour = kind => COLOURS[Object.keys(COLOURS).find(k => `${kind}`.toLowerCase().includes(k))] ?? 'dim';

/** The tree as frames with a place: depth, left edge and width as shares of all. What is too narrow to be seen is left out. */
function framesOf(profile) {
  const frames = [], total = profile.root.millis || 1, open = [[profile.root, 0, 0, null]];
  while (open.length) {
    const [node, depth, x, parent] = open.pop(), share = node.millis / total;
    if (share < 0.002 || depth > 60) continue;
    const frame = {n: frames.length, name: node.name, kind: node.activity ?? null, depth, x, share, parent};
    frames.push(frame);
    let at = x;
    for (const child of node.children) { open.push([child, depth + 1, at, frame.n]); at += child.millis / total; }
  }
  // A frame has the colour of what most of its time was spent on.
  const best = new Array(frames.length).fill(0);
  for (const f of frames.filter(x => x.kind)) for (let p = f.parent; p != null; p = frames[p].parent) if (f.share > best[p]) { best[p] = f.share; frames[p].mostly = f.kind; }
  return frames.sort((a, b) => a.depth - b.depth || a.x - b.x);
}

async function take() {
  const stage = ui.stage;
  Object.assign(ui, {left: SECONDS, reason: null});
  const timer = setInterval(() => { ui.left = Math.max(1, ui.left - 1); nudge(); }, 1000);
  try {
    const profile = await ask('/api/room/profile', {stage, seconds: SECONDS});
    ui.profiles[stage] = {profile, frames: framesOf(profile), key: Date.now()};
    Object.assign(ui, {zoom: null, at: 0});
  } catch (no) { ui.reason = no.message; }
  clearInterval(timer);
  ui.left = 0;
  nudge();
}

export function profileView() {
  const now = () => ui.profiles[ui.stage], z = () => ui.zoom ?? {x: 0, share: 1}, shown = () => (now()?.frames ?? []).filter(f => f.x < z().x + z().share - 1e-9 && f.x + f.share > z().x + 1e-9 && f.share / z().share > 0.002);
  const words = kind => now()?.profile.kinds.find(k => k.activity === kind)?.words ?? kind;
  function keys(e, f) {
    const list = shown(), i = list.findIndex(x => x.n === f.n), down = {ArrowDown: f.depth + 1, ArrowRight: f.depth}[e.key], up = {ArrowUp: f.depth - 1, ArrowLeft: f.depth}[e.key];
    const to = down != null ? list.find((x, k) => k > i && x.depth === down) : up != null ? list.findLast((x, k) => k < i && x.depth === up) : null;
    if (to) { ui.at = to.n; nudge(); flame.querySelector('[tabindex="0"]')?.focus(); } else if (e.key === 'Escape') { ui.zoom = null; nudge(); } else return;
    e.preventDefault(); e.stopPropagation();
  }
  const flame = each(h('div.flame', {role: 'group', 'aria-label': 'Flame graph', css: () => ({height: `${(Math.max(0, ...shown().map(f => f.depth)) + 1) * ROW + 0.5}rem`})}), shown, f => `${now().key} ${f.n}`, f => h('button.frame', {
    type: 'button', $ink: colour(f.kind ?? f.mostly), $leaf: !!f.kind, $hit: () => !!ui.find && f.name.toLowerCase().includes(ui.find), tabindex: () => ui.at === f.n ? '0' : '-1', title: `${f.name}: ${pct(f.share)}, ${secs(now().profile.root.millis * f.share / 1000)}`,
    css: () => { const a = Math.max(f.x, z().x), b = Math.min(f.x + f.share, z().x + z().share); return {'--x': (a - z().x) / z().share, '--w': (b - a) / z().share, '--y': f.depth}; }, onclick: () => { ui.zoom = ui.zoom?.n === f.n ? null : f; ui.at = f.n; nudge(); }, onkeydown: e => keys(e, f)}, brief(f.name)));
  const shares = () => { const sums = {}; for (const f of now()?.frames ?? []) if (f.kind) sums[f.kind] = (sums[f.kind] ?? 0) + f.share; return Object.entries(sums).sort((a, b) => b[1] - a[1]); };
  return h('div.page', panel('profile', 'Where the time goes', {aside: h('span', () => now() ? `${now().profile.most_threads} threads at once, ${secs(now().profile.root.millis / 1000)} of theirs in ${secs(now().profile.seconds)}` : '')},
    h('div.find', h('div.choice', {role: 'group', 'aria-label': 'Stage'}, STAGES.map(s => button(s, () => { Object.assign(ui, {stage: s, zoom: null, at: 0}); nudge(); }, {'aria-pressed': () => ui.stage === s}))), h('input', {type: 'search', 'aria-label': 'Find a class or method', placeholder: 'class or method', maxlength: 60, oninput: e => { ui.find = e.target.value.toLowerCase(); nudge(); }}),
      button(() => ui.left ? `Looking, ${ui.left} s left` : `Profile ${ui.stage} for ${SECONDS} s`, take, {class: 'main', disabled: () => ui.left > 0})),
    h('p.none.bad', {role: 'status', hidden: () => !ui.reason}, () => ui.reason ?? ''), h('p.none', {hidden: () => !!now() || ui.left > 0}, 'No profile was taken yet. It looks at the threads that are at work, and costs the stage a few percent of a core meanwhile.'),
    h('p.none', {hidden: () => !now() || now().frames.length > 1}, 'No thread was at work. Send shoppers first, in Faults.'),
    each(h('p.note.key'), shares, ([kind]) => `${now()?.key} ${kind}`, ([kind, share]) => h('span', h('i', {$ink: colour(kind)}), `${words(kind)} `, h('b.num', pct(share)))), flame,
    h('p.note', {hidden: () => !now()}, 'Width is wall-clock time, waiting included: a profile of processor time shows nothing while PostgreSQL scans. Click or Enter zooms, Escape goes back, arrows go from frame to frame.')));
}
const brief = name => name.replace(/^(?:[a-z0-9_]+\.)+(?=[A-Z])/, '');
