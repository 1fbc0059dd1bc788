// What a query names, by the parsers that Grafana's own editors use.
import { parser as logql } from '@grafana/lezer-logql';
import { parser as traceql } from '@grafana/lezer-traceql';
import { parser as promql } from '@prometheus-io/lezer-promql';

/** The texts of all nodes of these kinds; throws at the first place that cannot be read. */
function nodes(parser, query, ...kinds) {
  const found = [];
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.type.isError) throw new Error(`cannot be read at ${node.from}: ${query}`);
      if (kinds.includes(node.name)) found.push(query.slice(node.from, node.to));
    },
  });
  return found;
}

/** Its selectors, without their ranges. */
export const selectorsOfPromql = (query) => nodes(promql, query, 'VectorSelector');

/** Labels that it groups by. */
export const groupingsOfPromql = (query) =>
  nodes(promql, query, 'GroupingLabels').flatMap((labels) => labels.slice(1, -1).split(',').map((label) => label.trim()));

export const labelsOfLogql = (query) => ({
  stream: nodes(logql, query, 'Selector').flatMap((selector) => [...selector.matchAll(/(\w+)\s*[=!]/g)].map(([, label]) => label)),
  line: nodes(logql, query, 'LabelFilter').map((filter) => /^\w+/.exec(filter)[0]),
});

export const attributesOfTraceql = (query) => nodes(traceql, query, 'AttributeField');
