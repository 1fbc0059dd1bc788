// Every query of every dashboard, asked of a run that was recorded.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { dashboards, filledIn, panels, queries, variables } from './dashboards.mjs';
import { attributesOfTraceql, groupingsOfPromql, labelsOfLogql, selectorsOfPromql } from './languages.mjs';
import { RecordedRun } from './prometheus.mjs';

const names = JSON.parse(readFileSync(new URL('recording/names.json', import.meta.url), 'utf8'));

let run;
before(async () => {
  run = await RecordedRun.open(new URL('recording/run.om.gz', import.meta.url));
});
after(() => run?.close());

// What a run without rules and without failures has no series for; where these are part of a query, the rest must not be empty.
const MAY_BE_ABSENT = [/result!="success"/, /http_response_status_code=~"5\.\."/, /outcome=~"failed\|cancelled"/];

const all = dashboards.flatMap(queries);
const inLanguage = (language) => all.filter((each) => each.language === language);

test('promtool reads every PromQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tailback-promql-'));
  const rules = inLanguage('PromQL').map(({ query }, i) => ({ record: `panel:${i}`, expr: filledIn(query) }));
  writeFileSync(join(folder, 'rules.yml'), JSON.stringify({ groups: [{ name: 'panels', rules }] }));
  execFileSync('promtool', ['check', 'rules', join(folder, 'rules.yml')]);
  rmSync(folder, { recursive: true });
});

for (const { where, query, legend } of inLanguage('PromQL')) {
  test(`${where} is not empty, and names what the run has`, async () => {
    const series = await run.series(filledIn(query));
    assert.notEqual(series.length, 0, query);
    for (const [, label] of legend.matchAll(/\{\{(\w+)\}\}/g)) {
      assert.ok(series.some((labels) => labels[label]), `no series has the label ${label}: ${query}`);
    }
    for (const selector of selectorsOfPromql(filledIn(query))) {
      if (MAY_BE_ABSENT.some((absent) => absent.test(selector))) continue;
      const selected = await run.series(selector);
      assert.notEqual(selected.length, 0, selector);
    }
    for (const label of groupingsOfPromql(filledIn(query))) {
      assert.ok((await run.series(`count by (${label}) ({${label}!=""})`)).length, `no series has the label ${label}`);
    }
  });
}

for (const { where, query } of inLanguage('LogQL')) {
  test(`${where} is LogQL of labels and fields that the run has`, () => {
    const { stream, line } = labelsOfLogql(filledIn(query));
    for (const label of stream) assert.ok(names.lines.labels.includes(label), `no line has the label ${label}`);
    for (const field of line) assert.ok(names.lines.fields.includes(field), `no line has the field ${field}`);
  });
}

for (const { where, query } of inLanguage('TraceQL')) {
  test(`${where} is TraceQL of attributes that the run has`, () => {
    for (const attribute of attributesOfTraceql(filledIn(query))) {
      assert.ok(names.spans.includes(attribute), `no span has ${attribute}`);
    }
  });
}

for (const dashboard of dashboards) {
  describe(dashboard.file, () => {
    for (const { where, selector, label } of variables(dashboard)) {
      test(`${where} has something to choose`, async () => {
        const series = await run.series(filledIn(selector));
        assert.ok(series.some((labels) => labels[label]), `${selector} has no ${label}`);
      });
    }

    test('every panel says what it shows, in which unit, and has thresholds', () => {
      for (const panel of panels(dashboard)) {
        assert.ok(panel.description?.endsWith('.'), `${panel.title} has no description`);
        assert.ok(panel.fieldConfig.defaults.unit, `${panel.title} has no unit`);
        assert.ok(panel.fieldConfig.defaults.thresholds.steps.length, `${panel.title} has no thresholds`);
      }
    });

    test('its panels are apart and within the width', () => {
      const taken = new Set();
      for (const { title, gridPos } of dashboard.panels) {
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
            assert.ok(x < 24 && !taken.has(`${x},${y}`), `${title} is in another's place`);
            taken.add(`${x},${y}`);
          }
        }
      }
    });
  });
}

test('data sources are those that are provisioned', () => {
  const provisioned = readFileSync(new URL('../provisioning/datasources/datasources.yaml', import.meta.url), 'utf8');
  for (const uid of new Set(JSON.stringify(dashboards).match(/"uid":"(prometheus|tempo|loki|[^"]*)"/g))) {
    const name = JSON.parse(uid.slice(6));
    assert.ok(name.startsWith('tailback-') || provisioned.includes(`uid: ${name}\n`), name);
  }
});
