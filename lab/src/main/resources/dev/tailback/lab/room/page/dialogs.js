// Questions before anything is done, and a word after it.
import {h} from './ui.js';
import {button} from './parts.js';
import {KEYS} from './texts.js';

const $ = id => document.getElementById(id);

export function say(text) { const t = $('toast'); t.replaceChildren(h('span', text)); t.dataset.on = ''; clearTimeout(say.timer); say.timer = setTimeout(() => delete t.dataset.on, 3000 + Math.min(6000, text.length * 40)); }

/** Asks; then() may throw what the lab refuses: it is said in the dialog, which stays. */
export function confirm({title, lead, text = [], body, about, fields = [], yes, then}) {
  const box = $('ask'), wrong = h('p.bad', {role: 'alert'}), go = h('button.main', {type: 'submit', autofocus: !fields.length}, yes);
  async function submit(e) {
    e.preventDefault();
    go.disabled = true; wrong.replaceChildren();
    try { await then(); box.close(); } catch (no) { wrong.replaceChildren(no.message); }
    go.disabled = false;
  }
  box.replaceChildren(h('form', {method: 'dialog', onsubmit: submit}, h('h2', {id: 'ask-title'}, title), h('p.lead', lead), fields.length > 0 && h('div.fields', fields), body && h('div.expected', h('h3', about), body), text.filter(Boolean).map(t => h('p', t)), wrong,
    h('p.acts', button('Cancel', () => box.close()), go)));
  box.showModal();
}

/** Something to read, and perhaps keys of its own; gives its dialog. */
export function show(title, body, onkeydown) {
  const box = $('help');
  box.onkeydown = onkeydown ?? null;
  box.replaceChildren(h('h2', {id: 'help-title'}, title), body, h('p.acts', button('Close', () => box.close(), {class: 'main', autofocus: true})));
  box.showModal();
  return box;
}

export const help = () => show('Keys', h('dl.keys', KEYS.map(([k, t]) => h('div', h('dt', k.split(' ').map(x => h('kbd', x))), h('dd', t)))));
