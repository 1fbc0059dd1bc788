// The waterfall of a trace: a gap in Kafka is a hatched bar, not blank; a wait for a connection is told apart from work.
import {build, each, h} from '../ui.js';
import {ms} from '../format.js';
import {button} from '../parts.js';
import {state} from '../feed.js';

const LOUD = /exhausted|fail|missing|full_table_scan|slow_query$|error/;

export function waterfall(trace) {
  const spans = trace.rows.map((x, id) => ({...x, id})), total = Math.max(trace.ms, 1);
  const worst = spans.reduce((a, b) => (b.error && !a.error) || b.error === a.error && b.kind !== 'gap' && b.ms > a.ms && b.depth > 0 ? b : a, spans[0]);
  const ui = {closed: new Set(), chosen: worst, from: 0, to: total};
  const hidden = x => { for (let i = x.id - 1, depth = x.depth; i >= 0 && depth > 0; i--) if (spans[i].depth < depth) { depth = spans[i].depth; if (ui.closed.has(spans[i].id)) return true; } return false; };
  const update = () => made.update(state), shown = () => spans.filter(x => !hidden(x));
  const choose = x => { ui.chosen = x; update(); made.el.querySelector('.span[aria-selected="true"]')?.focus(); };
  function zoom(x) { if (!x) Object.assign(ui, {from: 0, to: total}); else { const pad = Math.max(1, x.ms * 0.1); Object.assign(ui, {from: Math.max(0, x.at - pad), to: Math.min(total, x.at + x.ms + pad)}); } update(); }
  function keys(e, x) {
    const list = shown(), i = list.indexOf(x);
    if (e.key === 'ArrowDown' && list[i + 1]) choose(list[i + 1]); else if (e.key === 'ArrowUp' && list[i - 1]) choose(list[i - 1]);
    else if (e.key === 'Home') choose(list[0]); else if (e.key === 'End') choose(list.at(-1));
    else if (e.key === 'ArrowLeft' && x.below && !ui.closed.has(x.id)) { ui.closed.add(x.id); update(); } else if (e.key === 'ArrowRight' && x.below) { ui.closed.delete(x.id); update(); }
    else if (e.key === 'Enter') zoom(x); else if (e.key === 'Escape' && ui.to - ui.from < total) zoom(null); else return;
    e.preventDefault(); e.stopPropagation();
  }
  const place = (at, length) => { const a = Math.max(0, Math.min(1, (at - ui.from) / (ui.to - ui.from))), b = Math.max(0, Math.min(1, (at + length - ui.from) / (ui.to - ui.from))); return {'--x': a, '--w': Math.max(0, b - a)}; };
  const out = x => x.at > ui.to || x.at + x.ms < ui.from;
  const row = x => h('div.span', {role: 'treeitem', $kind: x.kind, $stage: x.service, $error: x.error, 'aria-level': x.depth + 1, 'aria-expanded': () => x.below ? String(!ui.closed.has(x.id)) : null, 'aria-selected': () => String(ui.chosen === x), tabindex: () => ui.chosen === x ? '0' : '-1',
    onclick: () => choose(x), ondblclick: () => zoom(x), onkeydown: e => keys(e, x), css: () => ({...place(x.at, x.ms), '--d': Math.min(x.depth, 14)})},
  h('span.span-name', h('b', x.kind === 'gap' ? '' : x.service), h('span', `${x.relation === 'linked' || x.relation === 'linked_again' ? '↪ ' : ''}${x.name}${x.relation === 'orphan' ? ' (its parent is missing)' : ''}`), x.below > 0 && h('small', () => ui.closed.has(x.id) ? `+${x.below}` : '')),
  h('span.track', {$out: () => out(x)}, h('i.bar'), x.waited_ms > 1 && h('i.waited', {css: () => place(x.at, Math.min(x.ms, x.waited_ms)), title: `waits ${ms(x.waited_ms)} for a connection`})), h('span.took.num', ms(x.ms)));
  const made = build(() => {
    const tree = each(h('div.waterfall', {role: 'tree', label: 'Spans of the trace, by time'}), shown, x => x.id, row), c = () => ui.chosen, gap = () => c().kind === 'gap';
    const aside = h('div.attrs', {role: 'region', label: 'The chosen span', tabindex: '0'}, h('h3', () => c().name), h('p', () => `${gap() ? 'no span is open' : `${c().service}, ${c().kind}`}, ${ms(c().ms)} from ${ms(c().at)} on${c().error ? ', an error' : ''}`),
      h('p.hint', {hidden: () => !gap()}, 'Nobody works on the order here. Other tools leave this blank; it is often most of the time.'),
      h('p.hint', {hidden: () => !(c().waited_ms > 1)}, () => `${ms(c().waited_ms)} of it waited for a connection of the pool.`),
      h('p.hint', {hidden: () => c().relation !== 'linked'}, () => `Linked, not a child: one transaction served several orders${c().links.length ? `, ${c().links.length} of them linked back` : ''}.`),
      each(h('dl'), () => Object.entries(c().attributes).sort(([a], [b]) => LOUD.test(b) - LOUD.test(a) || a.localeCompare(b)), e => e.join('\u0001'), ([k, v]) => h('div', {$loud: LOUD.test(k) && v !== 'false'}, h('dt', k), h('dd', v))));
    // The whole trace in a strip: where the window lies, and where the time goes.
    const mini = h('div.minimap', {'aria-hidden': true}, spans.filter(x => x.depth < 40 && (x.ms > total / 300 || x.error)).slice(0, 200).map(x => h('i', {$kind: x.kind, $stage: x.service, $error: x.error, css: {'--x': x.at / total, '--w': x.ms / total, '--y': Math.min(1, x.id / spans.length)}})), h('b', {css: () => ({'--x': ui.from / total, '--w': (ui.to - ui.from) / total})}));
    return h('div.trace-box', h('div.fall', mini, h('div.fall-head', h('div.ticks', {'aria-hidden': true}, [0, 0.25, 0.5, 0.75].map(v => h('span', {css: {'--x': v}}, () => ms(ui.from + (ui.to - ui.from) * v)))),
      h('div.fall-acts', button('First 200 ms', () => { Object.assign(ui, {from: 0, to: Math.min(total, 200)}); update(); }, {class: 'link', hidden: () => total < 1000 || ui.to - ui.from < total}), button('Whole trace', () => zoom(null), {class: 'link', hidden: () => ui.to - ui.from >= total}))), tree), aside);
  });
  update();
  return made.el;
}
