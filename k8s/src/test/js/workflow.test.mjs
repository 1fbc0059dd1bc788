import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import test from 'node:test';

// The parser imports its schema as bundlers allow it; Node wants to be told that it is JSON.
const asJson = `export async function resolve(what, context, next) {
  const found = await next(what, context);
  return what.endsWith('.json') ? { ...found, importAttributes: { type: 'json' } } : found;
}`;
register(`data:text/javascript,${encodeURIComponent(asJson)}`);
const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');

const workflow = readFileSync(new URL('../../../../.github/workflows/ci.yml', import.meta.url), 'utf8');

function errors(content) {
  const { context } = parseWorkflow({ name: 'ci.yml', content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map((error) => error.message);
}

test('the workflow is as the schema of GitHub Actions has it', () => {
  assert.deepEqual(errors(workflow), []);
});

test('a key that GitHub Actions does not know is refused', () => {
  assert.notDeepEqual(errors(workflow.replace('runs-on:', 'runson:')), []);
});
