// The dashboards, and every query that is in them.
import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../dashboards/', import.meta.url);

// What Grafana fills in, as it would for the recorded run.
const FILLED_IN = {
  __rate_interval: '1m',
  __interval: '15s',
  __range: '5m',
  namespace: 'ecommerce-platform',
  service: '.*',
  group: '.*',
};

export const dashboards = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({ file, ...JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) }));

export const panels = (dashboard) => dashboard.panels.filter((panel) => panel.type !== 'row');

/** Variables in their place; whatever is left of them is an error of the dashboard. */
export function filledIn(query) {
  const text = query
    .replaceAll(/\$\{__field\.labels\.\w+\}/g, 'checkout')
    .replaceAll(/\$\{?(\w+)\}?/g, (all, name) => FILLED_IN[name] ?? all);
  if (text.includes('$')) throw new Error(`unknown variable in: ${query}`);
  return text;
}

/** Of panels, of the links on their values, of annotations: {where, language, query, legend, instant}. */
export function queries(dashboard) {
  const found = [];
  for (const panel of panels(dashboard)) {
    const where = `${dashboard.file}: ${panel.title}`;
    for (const target of panel.targets) found.push(ofTarget(where, target));
    for (const link of panel.fieldConfig.defaults.links ?? []) found.push(...ofLink(`${where}: ${link.title}`, link));
  }
  for (const note of dashboard.annotations.list) found.push(promql(`${dashboard.file}: ${note.name}`, note.expr));
  return found;
}

function ofTarget(where, target) {
  const kind = target.datasource.type;
  if (kind === 'tempo') return { where, language: 'TraceQL', query: target.query };
  if (kind === 'loki') return { where, language: 'LogQL', query: target.expr };
  return promql(where, target.expr, target.legendFormat, target.instant);
}

const promql = (where, query, legend = '', instant = false) => ({ where, language: 'PromQL', query, legend, instant });

/** Links that lead to traces or lines carry the query in their address. */
function ofLink(where, link) {
  const panes = new URL(link.url, 'http://grafana').searchParams.get('panes');
  if (!panes) throw new Error(`${where} leads nowhere`);
  return Object.values(JSON.parse(panes)).flatMap((pane) => pane.queries.map((target) => ofTarget(where, target)));
}

/** What fills a variable's list: {where, metric selector, label}. */
export function variables(dashboard) {
  return dashboard.templating.list.map((variable) => {
    const [, selector, label] = /^label_values\((.+), (\w+)\)$/.exec(variable.query.query);
    return { where: `${dashboard.file}: $${variable.name}`, selector, label };
  });
}
