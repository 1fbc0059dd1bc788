// Parts of every view: shapes, chips, tables, panels. Severity is told by shape and word first, by colour last.
import {follow, h} from './ui.js';
import {lasted} from './format.js';

const PATHS = ['M8 2.5a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11Z', 'M8 13 2.500 4.500h11Z', 'M8 2 14 8l-6 6-6-6Z', 'M8 2.500 14.500 13.500h-13Z', 'M5 1.500h6L14.500 5v6L11 14.500H5L1.500 11V5Z', 'M8.500 3 3 8l5.500 5V3ZM14 3 8.500 8l5.500 5V3Z'];
/** Levels: 0 well, 1 on its way, 2 slow, 3 backs up, 4 fails, 5 went back. */
export const LEVEL = {OK: 0, WARN: 2, STALL: 3, STOP: 4, REWIND: 5};
/** The shape of a level: circle, triangle down, diamond, triangle up, octagon, double arrow back. */
export const shape = level => h('svg.shape', {viewBox: '0 0 16 16', 'aria-hidden': true}, h('path', {d: typeof level === 'function' ? (s, item) => PATHS[level(s, item) ?? 0] : PATHS[level]}));
/** A word with its shape, in the colour of its level. */
export const chip = (word, level) => h('span.chip', {$level: level}, shape(level), h('span', word));

export const button = (text, onclick, props) => h('button', {type: 'button', onclick, ...props}, text);
export const th = (...kids) => h('th', {scope: 'row'}, kids);
export const num = (...kids) => h('td.num', kids);
export const head = (...names) => h('thead', h('tr', names.map(n => h('th', {scope: 'col'}, n))));
/** A box that scrolls sideways, by keyboard as well. */
export const scroll = (label, ...kids) => h('div.scroll', {tabindex: '0', role: 'region', label}, kids);
/** A name with a figure, in a list of facts. */
export const fact = (name, value, bad) => h('div', h('dt', name), h('dd.num', {$level: s => bad?.(s) ? 4 : 0}, value));

/** How a panel's source stands: loading, live, stale (no news at all), gone (this source is silent). */
export function standing(s, sources) {
  if (!s.frame) return {feed: 'loading', says: 'Asking for the first figures.'};
  if (s.feed !== 'live') return {feed: 'stale', says: `No news for ${lasted(Date.now(), s.heard)}; these are the last figures.`};
  const silent = s.frame.sources.filter(x => sources.includes(x.name)).find(x => x.silent_since);
  if (!silent) return {feed: 'live', says: ''};
  return {feed: 'gone', says: `${silent.name} has not answered for ${lasted(s.frame.at, silent.silent_since)}: ${silent.reason ?? 'no reason is known'}`};
}

/**
 * A section with a heading: every widget is one, so that each can be loading, empty, stale or gone, in its own words.
 * gone: what it means that the sources are silent.
 */
export function panel(id, title, {aside, sources = [], gone} = {}, ...body) {
  const now = s => standing(s, sources);
  const el = h(`section.panel.${id}`, {'aria-labelledby': `h-${id}`, $feed: s => now(s).feed, 'aria-busy': s => now(s).feed === 'loading'}, h('header', h('h2', {id: `h-${id}`}, title), aside),
    h('p.notice', {role: 'status'}, s => { const {feed, says} = now(s); return feed === 'gone' && gone ? `${gone} ${says}` : says; }), h('div.body', body));
  return el;
}

/** A line of the past without axes. */
export function spark(values, max) {
  const line = h('polyline.spark-line', {points: s => {
    const seen = values(s), top = Math.max(max, ...seen.filter(v => v != null)), n = Math.max(2, seen.length);
    return seen.map((v, i) => v == null ? null : `${(i / (n - 1) * 120).toFixed(1)},${(23 - v / top * 22).toFixed(1)}`).filter(Boolean).join(' ');
  }});
  return h('svg.spark', {viewBox: '0 0 120 24', preserveAspectRatio: 'none', 'aria-hidden': true}, line);
}

/** Remembers what an input of a view says, so that an update does not disturb who types. */
export const field = (label, props) => h('label.field', h('span', label), h('input', props));
export {follow};
