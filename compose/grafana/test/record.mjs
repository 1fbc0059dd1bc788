// Makes the recording anew: ./tailback up, prometheus --config.file=compose/grafana/prometheus.yml,
// ./tailback run compose/grafana/test/recording.yaml, and then: node record.mjs http://127.0.0.1:9090 .tailback/runs/recording-… [MINUTES]
// Every third sample is kept, so they are 15 s apart.
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gzipSync } from 'node:zlib';

const [prometheus, run, minutes = '6'] = process.argv.slice(2);
const FOLDER = new URL('recording/', import.meta.url);
const KEEP_EVERY = 3;

/** A name as Loki has it. */
const inLoki = (name) => name.replaceAll(/[^a-zA-Z0-9_]/g, '_');

async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

// What the SDK tells of itself is half of all series, and no panel shows it.
const query = encodeURIComponent(`{namespace!="", __name__!~"otel_sdk_.*|scrape_.*"}[${minutes}m]`);
const { data } = await json(`${prometheus}/api/v1/query?query=${query}`);
const lines = data.result.flatMap(({ metric, values }) => {
  const { __name__: name, instance, job, ...labels } = metric;
  const text = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(',');
  return values.filter((_, i) => i % KEEP_EVERY === 0).map(([time, value]) => `${name}{${text}} ${value} ${time}\n`);
});
// One series after the other, in the order of time, packs best.
const text = [...lines, '# EOF\n'].join('');

/** Each resource with what it told, of a file of OTLP's JSON in lines. */
async function* told(file, resources, scopes, items) {
  const lines = createInterface({ input: createReadStream(join(run, file)).pipe(createGunzip()) });
  for await (const line of lines) {
    for (const each of JSON.parse(line)[resources]) {
      yield { resource: each.resource.attributes, items: each[scopes].flatMap((scope) => scope[items]) };
    }
  }
}

const keys = (attributes) => (attributes ?? []).map(({ key }) => key);
const attributes = new Set();
for await (const { resource, items } of told('spans.otlp.jsonl.gz', 'resourceSpans', 'scopeSpans', 'spans')) {
  keys(resource).forEach((key) => attributes.add(`resource.${key}`));
  items.forEach((span) => keys(span.attributes).forEach((key) => attributes.add(`span.${key}`)));
}
const labels = new Set();
const fields = new Set();
for await (const { resource, items } of told('logs.otlp.jsonl.gz', 'resourceLogs', 'scopeLogs', 'logRecords')) {
  keys(resource).forEach((key) => labels.add(inLoki(key)));
  for (const line of items) {
    if (line.severityText) fields.add('severity_text');
    keys(line.attributes).forEach((key) => fields.add(inLoki(key)));
  }
}

mkdirSync(FOLDER, { recursive: true });
writeFileSync(new URL('run.om.gz', FOLDER), gzipSync(text, { level: 9 }));
const sorted = (set) => [...set].sort();
const names = { spans: sorted(attributes), lines: { labels: sorted(labels), fields: sorted(fields) } };
writeFileSync(new URL('names.json', FOLDER), `${JSON.stringify(names, null, 1)}\n`);
console.log(`${data.result.length} series, ${lines.length} samples, ${attributes.size} attributes, ${fields.size} fields`);
