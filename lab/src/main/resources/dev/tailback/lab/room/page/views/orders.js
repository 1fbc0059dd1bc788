// Orders: find one, how its state went, its trace over all stages, and what everybody said about it.
import {build, each, follow, h} from '../ui.js';
import {clock, lasted, ms, none, usd} from '../format.js';
import {button, head, num, panel, scroll, th} from '../parts.js';
import {asking, nudge, state} from '../feed.js';
import {waterfall} from './trace.js';

const find = {text: '', state: 'any'}, ID = /^[0-9a-f-]*$/i, STRANGE = 'An id has the digits 0 to 9, the letters a to f, and hyphens.', STATES = ['any', 'open', 'confirmed', 'failed'];
const EVERY = 2000;
const came = o => o.accepted_at ?? o.placed_at, took = o => o.ended_at && came(o) ? new Date(o.ended_at) - new Date(came(o)) : null;
const now = () => state.frame?.at ?? Date.now();

function list() {
  const orders = asking(() => ID.test(find.text) && `/api/room/orders?find=${encodeURIComponent(find.text)}&state=${find.state}`, EVERY), found = () => orders.answer?.orders ?? [], reason = () => ID.test(find.text) ? orders.reason : STRANGE;
  const field = h('input', {type: 'search', id: 'find', placeholder: 'order or trace id', 'aria-label': 'Find an order by its id or trace', value: find.text, autocomplete: 'off', spellcheck: 'false', maxlength: 60, oninput: e => { find.text = e.target.value.trim(); orders.again(); nudge(); }});
  const el = panel('orders', 'Orders', {aside: h('span', () => orders.answer ? `the newest ${orders.answer.most}` : '')},
    h('div.find', field, h('div.choice', {role: 'group', label: 'Outcome'}, STATES.map(v => button(v, () => { find.state = v; orders.again(); nudge(); }, {'aria-pressed': () => find.state === v})))),
    h('p.none.bad', {role: 'status', hidden: () => !reason()}, () => `${reason() ?? ''}${orders.answer ? ' Below is what was known last.' : ''}`),
    h('p.none', {hidden: () => !orders.answer || found().length > 0 || reason()}, () => find.text || find.state !== 'any' ? 'No order is like that. Ids may be cut short: the first eight digits do.' : 'No order came yet. Faults, at the top, sends shoppers.'),
    h('p.none', {hidden: () => orders.answer || orders.reason}, 'Asking for the newest orders.'),
    scroll('List of orders', h('table.grid', head('order', 'came', 'state', 'took', 'reason', 'total', 'trace'), each(h('tbody'), found, o => o.id, first => {
      const it = get => (s, item) => get(item ?? first);
      return h('tr', th(h('a', {href: `#/orders/${first.id}`}, h('code', first.id))), num(it(o => came(o) ? clock(came(o)) : none)), h('td', h('span.outcome', {$outcome: it(o => o.state)}, it(o => o.state))), num(it(o => took(o) != null ? ms(took(o)) : `${lasted(now(), came(o))} so far`)),
        h('td', it(o => o.reason ?? '')), num(it(o => usd(o.total_cents))), h('td', h('code', it(o => (o.trace_id ?? '').slice(0, 8)))));
    }))));
  orders.start(el);
  return el;
}

/** The moments of an order's life, as far as tables and trace know them. */
function history(o, trace) {
  const origin = trace ? Number(BigInt(trace.origin) / 1000000n) : 0, written = (trace?.rows ?? []).filter(r => r.kind === 'producer' && /stock|orders/.test(r.name));
  const steps = [[o.accepted_at, 'accepted', false], [o.placed_at, 'placed', false]];
  const stock = written.find(r => /stock/.test(r.name));
  if (stock) steps.push([new Date(origin + stock.at + stock.ms).toISOString(), 'stock decided', false]);
  if (o.patience_ends && (!o.ended_at || new Date(o.patience_ends) < new Date(o.ended_at)) && new Date(o.patience_ends) < now()) steps.push([o.patience_ends, 'shopper left', true]);
  if (o.ended_at) steps.push([o.ended_at, o.state, o.state !== 'confirmed']);
  return steps.filter(([at]) => at).map(([at, word, bad]) => ({at: new Date(at), word, bad})).sort((a, b) => a.at - b.at);
}

function detail(id) {
  const isTrace = /^[0-9a-f]{32}$/.test(id), isId = isTrace || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id), box = h('div.page'), it = asking(() => isId && `/api/room/${isTrace ? 'trace' : 'order'}?id=${encodeURIComponent(id)}`, 0, () => show());
  let made = null;
  // The answer may come before the first figures, and the panel would wait for them for ever.
  follow(s => made?.update(s));
  function show() {
    const wrong = isId ? it.reason : `No order and no trace is called ‘${id.slice(0, 80)}’. ${STRANGE}`;
    if (!it.answer) { box.replaceChildren(h('p.none', {class: wrong ? 'bad' : ''}, wrong ?? 'Asking for the order and its trace.', wrong && ' ', wrong && h('a', {href: '#/orders'}, 'All orders'))); return; }
    const {order, trace, lines, reason} = it.answer, steps = order ? history(order, trace) : [], parts = trace?.parts ?? {};
    made = build(() => panel('trace', order ? `Order, ${order.state}` : 'A trace', {aside: h('p.acts', button('Ask again', () => it.again(), {class: 'link'}), h('a', {href: '#/orders'}, 'All orders'))},
      h('p.ids', h('code', order?.id ?? id), trace && h('span', 'trace ', h('code', trace.trace_id)), trace && h('span', `${trace.spans} spans${trace.is_complete ? '' : ', some missing or still on their way'}`), order?.total_cents != null && h('span', usd(order.total_cents)), order && h('span.outcome', {$outcome: order.state}, order.state, order.reason && h('small', ` ${order.reason}`)), order && took(order) != null && h('b.num', ms(took(order))),
        trace && h('span', [['kafka', 'in Kafka'], ['connection', 'for a connection'], ['database', 'in the database']].filter(([k]) => parts[k] >= 1).map(([k, t]) => `${ms(parts[k])} ${t}`).join(', '))),
      steps.length > 0 && h('ol.history', {'aria-label': 'States', tabindex: '0'}, steps.map((x, n) => h('li', {css: {'--v': Math.log10(1 + Math.max(0, (steps[n + 1]?.at ?? x.at) - x.at))}, $bad: x.bad}, h('small.num', n ? `+${ms(x.at - steps[n - 1].at)}` : clock(x.at, true)), h('b', x.word)))),
      reason && h('p.none.bad', reason), trace && trace.rows.length ? waterfall(trace) : !reason && h('p.none', 'No span of it is known: it is older than what flow-alerts keeps, or its spans are still on their way.'),
      lines && h('h3', 'What was said'), lines && (lines.length ? h('ol.logs', lines.map(l => h('li', {$bad: /WARN|ERROR/.test(l.severity ?? '')}, h('time.num', clock(l.at, true)), h('b', {$stage: l.service}, l.service), h('span', l.severity), h('span', l.body)))) : h('p.none', 'Nobody said anything about it, or it is older than what is kept in memory.'))));
    made.update(state);
    box.replaceChildren(made.el);
  }
  show();
  it.start(box);
  return box;
}

export function ordersView(id) {
  if (id) return detail(id);
  return h('div.page', list());
}
