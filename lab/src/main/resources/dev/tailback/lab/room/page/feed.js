// What the lab tells: one frame a second by server-sent events, the last hour as columns, and questions with the page's token.
import {safe} from './ui.js';

/** All that views follow. feed: loading, live, stale. heard: when news came last. */
export const state = {frame: null, alerts: {known: false, reason: 'not asked yet'}, feed: 'loading', heard: 0, hasLogin: false, times: [], series: {}};
const HOUR = 3600, SILENT = 4000;
let token = '', source = null, tell = () => {};

function remember(frame) {
  const second = Math.floor(frame.at / 1000), {times, series} = state;
  if (times.length && times.at(-1) >= second) return;
  times.push(second);
  for (const name of new Set([...Object.keys(series), ...Object.keys(frame.figures)])) {
    const column = series[name] ??= new Array(times.length - 1).fill(null);
    column.push(frame.figures[name] ?? null);
  }
  const old = times.findIndex(t => t > second - HOUR);
  if (old > 60) { times.splice(0, old); for (const column of Object.values(series)) column.splice(0, old); }
}

/** The last hour, put before what has come meanwhile. */
async function catchUp() {
  try {
    const after = state.times.length > 5 ? state.times.at(-1) : 0, page = await ask(`/api/room/history?after=${after}`), first = state.times.findIndex(t => t > (page.seconds.at(-1) ?? 0));
    const keep = after ? state.times.filter(t => t <= after).length : 0, tail = first < 0 ? state.times.length : first;
    const times = [...state.times.slice(0, keep), ...page.seconds, ...state.times.slice(tail)], series = {};
    for (const name of new Set([...Object.keys(page.series), ...Object.keys(state.series)])) {
      const now = state.series[name] ?? new Array(state.times.length).fill(null);
      series[name] = [...now.slice(0, keep), ...(page.series[name] ?? new Array(page.seconds.length).fill(null)), ...now.slice(tail)];
    }
    Object.assign(state, {times, series});
    tell(state);
  } catch (silent) { console.info(`The last hour is not known: ${silent.message}`); }
}

export function listen(onNews) {
  tell = onNews;
  open();
  setInterval(() => {
    if (state.feed === 'live' && Date.now() - state.heard > SILENT) { state.feed = 'stale'; tell(state); }
    else if (state.feed === 'stale') tell(state);
    if (source.readyState === 2) knock();
  }, 1000);
}

/** A stream that was refused does not say why: a session that has ended does, and is begun anew. */
async function knock() {
  open();
  try { if ((await fetch('/health/live')).ok && (await fetch('/api/room/history?after=999999999999')).status === 401) location.assign('/login'); } catch { /* the lab is gone: told as no news */ }
}

function open() {
  source?.close();
  source = new EventSource('/api/room/stream');
  source.addEventListener('hello', e => { const hello = JSON.parse(e.data); token = hello.token; state.hasLogin = hello.has_login; catchUp(); });
  source.addEventListener('frame', e => {
    state.frame = JSON.parse(e.data);
    state.feed = 'live';
    state.heard = Date.now();
    remember(state.frame);
    tell(state);
  });
  source.addEventListener('alerts', e => { state.alerts = JSON.parse(e.data); if (state.frame) tell(state); });
}

/** Shows at once what has become known meanwhile. */
export const nudge = () => tell(state);

/** Asks, or with a body tells, the lab. What it refuses is thrown in its own words. */
export async function ask(path, body, method = body === undefined ? 'GET' : 'POST') {
  const answer = await fetch(path, method === 'GET' ? {} : {method, headers: {'Content-Type': 'application/json', 'X-Tailback-Page': token}, body: JSON.stringify(body ?? {})});
  const text = await answer.text();
  let json = null;
  try { json = JSON.parse(text); } catch { /* not JSON: told below */ }
  if (answer.ok && json !== null) return json;
  throw new Error(safe(json?.detail ?? json?.title ?? `${path} answered ${answer.status}`));
}

/** The values of a figure in the last seconds, one for each look. */
export function lately(name, seconds) {
  const from = (state.times.at(-1) ?? 0) - seconds, i = state.times.findIndex(t => t > from);
  return i < 0 ? [] : (state.series[name] ?? []).slice(i);
}

/** Asks again and again while the view is shown, unless path says that there is nothing to ask. */
export function asking(path, every, done = nudge) {
  const it = {answer: null, reason: null, path: ''};
  let busy = false, timer = 0;
  async function once() {
    const asked = path();
    if (busy || !asked) return;
    busy = true;
    try { const answer = await ask(asked); if (asked === path()) Object.assign(it, {answer, reason: null}); } catch (silent) { it.reason = silent.message; }
    busy = false;
    done();
    if (asked !== path()) once();
  }
  it.again = once;
  it.start = el => { once(); if (every) timer = setInterval(() => { if (!el.isConnected) clearInterval(timer); else if (!document.hidden) once(); }, every); };
  return it;
}
