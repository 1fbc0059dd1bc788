// The picture for the projector: state, road, chain, incidents, ledger.
import {h} from '../ui.js';
import {int, usd} from '../format.js';
import {panel} from '../parts.js';
import {roadMap} from '../road.js';
import {causalChain} from '../chain.js';
import {incidents, rules} from './incidents.js';
import {expectations} from './runs.js';

const f = s => s.frame?.figures ?? {};

export function ledger() {
  const term = (name, value, bad) => h('span.term', {$level: s => bad?.(s) ? 4 : 0}, h('b.num', value), name), sign = t => h('span.sign', {'aria-hidden': true}, t);
  return panel('ledger', 'The ledger', {sources: ['checkout'], aside: h('span', 'since checkout was started')},
    h('div.balance', term('confirmed', s => int(f(s).confirmed_total)), sign('+'), term('rejected', s => int((f(s).rejected_total ?? 0) + (f(s).cancelled_total ?? 0))), sign('+'), term('failed', s => int(f(s).failed_total), s => f(s).failed_total > 0), sign('+'), term('open', s => int(f(s).open_orders))),
    h('p.note', s => f(s).lost_revenue > 0 ? `${usd(f(s).lost_revenue)} a minute is lost to failed orders. ` : '', h('a', {href: '#/faults'}, 'Break it'), ' or ', h('a', {href: '#/orders'}, 'look at orders')));
}

export function overviewView(wire) {
  const chain = causalChain();
  wire(chain.wire);
  return h('div.overview', h('div.left', roadMap(), chain.el), h('aside.right', {label: 'Incidents, rules and the ledger'}, expectations(true), incidents(true), ledger(), rules(true)));
}
