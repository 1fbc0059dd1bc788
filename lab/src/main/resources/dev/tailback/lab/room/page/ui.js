// Elements and texts that follow the state. Nothing in here knows the shop.
// All text goes in through text nodes and no style attribute is written: a hostile order id is only a strange name.

let scope = null;
const SVG = new Set('svg g path rect circle line text polyline marker'.split(' '));
const LONGEST = 4000;
// Controls and marks that turn the direction of writing: shown by their numbers, so that a name cannot pose as another.
const STRANGE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text from anywhere, as it can be shown. */
export function safe(value) {
  const text = `${value ?? ''}`, short = text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters in all)` : text;
  return short.replace(STRANGE, c => `⟨U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

/** Builds something, and gives what it needs to follow the state: {el, update(state, item)}. */
export function build(make) {
  const outer = scope, mine = scope = [], el = make();
  scope = outer;
  return {el, update: (s, item) => { for (const u of mine) u(s, item); }};
}

/** Does something at each update of what is being built. */
export const follow = fn => { scope.push(fn); };

function put(el, key, value, base) {
  const name = key === 'label' ? 'aria-label' : key.replace('$', 'data-');
  if (key === 'css') for (const [k, v] of Object.entries(value)) el.style.setProperty(k, v);
  else if (key === 'class') el.setAttribute('class', `${base} ${value}`);
  else if (value == null || value === false && !/-/.test(name)) el.removeAttribute(name);
  else el.setAttribute(name, value === true && !/-/.test(name) ? '' : safe(value));
}

/** h('div.card', {onclick, label: s => …, $level: 3}, 'text', s => s.text, child). A function follows the state; $level is data-level. */
export function h(spec, props, ...kids) {
  if (props == null || typeof props !== 'object' || props.nodeType || Array.isArray(props)) { kids.unshift(props); props = {}; }
  const [tag, ...classes] = spec.split('.'), base = classes.join(' '), el = SVG.has(tag) ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  if (base) el.setAttribute('class', base);
  for (const [key, value] of Object.entries(props)) {
    let old;
    if (key.startsWith('on')) el.addEventListener(key.slice(2), value);
    else if (typeof value !== 'function') put(el, key, value, base);
    else follow((s, item) => { const v = value(s, item), mark = key === 'css' ? JSON.stringify(v) : v; if (mark !== old) { old = mark; put(el, key, v, base); } });
  }
  for (const kid of kids.flat(3)) {
    if (kid == null || kid === false) continue;
    if (typeof kid !== 'function') { el.append(kid.nodeType ? kid : safe(kid)); continue; }
    const text = document.createTextNode('');
    follow((s, item) => { const t = safe(kid(s, item)); if (text.data !== t) text.data = t; });
    el.append(text);
  }
  return el;
}

/** Keeps the children of an element as a list, by key and in order, so that focus and selection survive an update. */
export function each(el, items, key, make) {
  const kept = new Map();
  follow(s => {
    const now = new Map(items(s).map(item => [key(item), item]));
    for (const [k, one] of kept) if (!now.has(k)) { one.el.remove(); kept.delete(k); }
    let place = el.firstChild;
    for (const [k, item] of now) {
      if (!kept.has(k)) kept.set(k, build(() => make(item)));
      const one = kept.get(k);
      one.update(s, item);
      if (one.el === place) place = place.nextSibling; else el.insertBefore(one.el, place);
    }
  });
  return el;
}

/** A part that is built anew whenever what it shows is another thing, and else follows the state. */
export function swap(el, what, make) {
  let now, made = null;
  follow(s => {
    const next = what(s);
    if (next !== now || !made) { now = next; made = build(() => h('div.swap', make(next, s))); el.replaceChildren(made.el); }
    made.update(s);
  });
  return el;
}

// ---- Canvas.

export const still = matchMedia('(prefers-reduced-motion: reduce)');
const root = document.documentElement;
let colours = {};
/** A colour of the style sheet, for a canvas. */
export function ink(name) {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  return colours[name] ??= getComputedStyle(root).getPropertyValue(`--${name}`).trim().replace(/^light-dark\((.*), *(.*)\)$/, dark ? '$2' : '$1').trim();
}
export const repaint = () => { colours = {}; dispatchEvent(new Event('repaint')); };
/** Draws again when the theme or the size changes. */
export const redraw = (canvas, draw) => { for (const event of ['repaint', 'resize']) addEventListener(event, () => canvas.isConnected && draw()); };
/** Small print on a canvas, as large as the page's. */
export const print = bold => `${bold ? '700 ' : ''}${parseFloat(getComputedStyle(root).fontSize) * 0.72}px ${ink('font')}`;

/** Fits a canvas to its box and gives its context in CSS pixels, or null while it is not shown. */
export function fit(canvas) {
  const {clientWidth: w, clientHeight: t} = canvas, r = Math.min(2, devicePixelRatio);
  if (!w || !t) return null;
  if (canvas.width !== Math.round(w * r) || canvas.height !== Math.round(t * r)) { canvas.width = Math.round(w * r); canvas.height = Math.round(t * r); }
  const g = canvas.getContext('2d');
  g.setTransform(r, 0, 0, r, 0, 0);
  g.clearRect(0, 0, w, t);
  return {g, w, h: t};
}
