// Incidents with what explains them, and rules with why they do not fire, as flow-alerts tells them.
import {h} from '../ui.js';
import {panel} from '../parts.js';

export const firing = s => (s.alerts.incidents?.incidents ?? []).filter(i => i.state === 'firing');

export function incidents() {
  return panel('incidents', 'Incidents', {aside: h('span', s => s.alerts.known ? `${firing(s).length || 'none'} firing` : 'unknown')},
    h('p.none', {hidden: s => s.alerts.known}, s => `Incidents are unknown, not absent: ${s.alerts.reason ?? 'flow-alerts does not tell'}`),
    h('p.none', {hidden: s => !s.alerts.known || firing(s).length > 0}, 'Nothing fires.'));
}
export function rules() {
  return panel('rules', 'Rules, and why they do not fire', {}, h('p.none', {hidden: s => s.alerts.known}, s => `Whether rules fire is unknown: ${s.alerts.reason ?? 'flow-alerts does not tell'}`));
}
export const incidentsView = () => h('div.two', incidents(), rules());
