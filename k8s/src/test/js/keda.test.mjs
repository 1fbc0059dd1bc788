import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { parseAllDocuments } from 'yaml';

const file = new URL('../../../components/keda/scaled-objects.yaml', import.meta.url);
const scaled = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());

test('there is one for each stage', () => {
  assert.deepEqual(scaled.map((each) => each.metadata.name), ['catalog', 'checkout', 'inventory']);
});

for (const each of scaled) {
  test(`${each.metadata.name} is as KEDA's schema has it`, () => {
    new ScaledObject(each).validate();
  });
}

test('a number where KEDA wants a text is refused', () => {
  const wrong = structuredClone(scaled[0]);
  wrong.spec.triggers[0].metadata.lagThreshold = 500;
  assert.throws(() => new ScaledObject(wrong).validate());
});
