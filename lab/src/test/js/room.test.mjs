import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import path from 'node:path';
import {after, before, test} from 'node:test';
import {open, start, tell, url} from './lab.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIEWS = ['overview', 'incidents', 'faults', 'orders', 'lag', 'profile', 'runs'];
const MINUTE = 60_000;
const shot = (page, name) => process.env.SHOTS ? page.screenshot({path: path.join(process.env.SHOTS, `${name}.png`)}) : null;
let lab;

before(async () => {
  lab = await start();
  await tell('/admin/start-demo', {peak_rpm: 600, duration_minutes: 30, shift_weights: false});
}, {timeout: 3 * MINUTE});
after(() => lab?.stop(), {timeout: MINUTE});

test('a presenter breaks it, sees it, looks at an order and repairs it', {timeout: 3 * MINUTE}, async () => {
  const {page, complaints} = await open(lab.browser, 'faults');
  await page.getByRole('button', {name: 'Set … kill', exact: true}).click();
  const ask = page.getByRole('dialog');
  await assert.doesNotReject(ask.getByText('What to expect').waitFor());
  await ask.getByRole('button', {name: 'Set kill'}).click();
  await page.getByText(/kill is set\. Read back/).waitFor({timeout: 30_000});
  await page.keyboard.press('1');
  await page.locator('.stage[data-stage=inventory][data-gone=true]').waitFor();
  await page.locator('.road', {hasText: 'orders → inventory'}).locator('[data-level]').first().waitFor();
  await page.waitForFunction(() => Number(document.querySelectorAll('.road-lag b')[4]?.textContent.replace(/\D/g, '') || document.querySelectorAll('.road-lag b')[2]?.textContent) > 0, null, {timeout: 40_000});
  await page.locator('.word b', {hasText: /backing up|failing/}).waitFor({timeout: 40_000});
  assert.ok(await page.locator('.plot canvas').count() >= 5, 'the charts are there');
  await shot(page, 'control-room-trouble');
  await page.goto(`${url}/#/orders`);
  await page.locator('tbody tr a').first().click();
  await page.locator('.waterfall .span').first().waitFor({timeout: 30_000});
  await page.getByText('POST /carts/{id}/checkout').first().waitFor();
  await page.keyboard.press('r');
  await page.getByRole('dialog').getByRole('button', {name: 'Reset'}).click();
  await page.getByText(/Undone, and read back/).waitFor({timeout: 90_000});
  await page.locator('.stage[data-stage=inventory]:not([data-gone=true])').waitFor({timeout: 60_000});
  await page.locator('.word b', {hasText: /healthy|draining/}).waitFor({timeout: 90_000});
  assert.deepEqual(complaints, []);
  await page.close();
});

for (const theme of ['dark', 'light']) test(`no view has a serious finding of axe, ${theme}`, {timeout: 2 * MINUTE}, async () => {
  for (const view of VIEWS) {
    const {page, complaints} = await open(lab.browser, view, {theme});
    await page.waitForTimeout(600);
    // Evaluated by the debugger's own protocol: the page's policy allows no script of others.
    const found = await page.evaluate(`${AXE}; axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))`);
    assert.deepEqual(found, [], view);
    assert.deepEqual(complaints, [], view);
    await page.close();
  }
});

test('the keyboard alone goes everywhere', {timeout: MINUTE}, async () => {
  const {page, complaints} = await open(lab.browser, 'overview');
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Keys').waitFor();
  await page.keyboard.press('Escape');
  for (let n = 1; n <= VIEWS.length; n++) { await page.keyboard.press(`${n}`); await page.locator(`#tabs a[aria-current=page]`, {hasText: new RegExp(VIEWS[n - 1], 'i')}).waitFor(); }
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Reset');
  await page.keyboard.press('Escape');
  await dialog.waitFor({state: 'hidden'});
  await page.keyboard.press('/');
  await page.waitForFunction(() => document.activeElement?.id === 'find');
  await page.keyboard.press('t');
  assert.equal(await page.inputValue('#find'), 't', 'whoever types is not disturbed');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('it fits a phone', {timeout: MINUTE}, async () => {
  for (const view of VIEWS) {
    const {page, complaints} = await open(lab.browser, view, {width: 360, height: 740, theme: 'light'});
    await page.waitForTimeout(400);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${view} is wider than the phone`);
    assert.deepEqual(complaints, [], view);
    await page.close();
  }
});

test('a hostile value is only a strange name', {timeout: MINUTE}, async () => {
  const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script>\u202egnp.exe', id = 'ab'.repeat(16), now = BigInt(Date.now()) * 1_000_000n;
  const span = (spanId, name, value) => ({traceId: id, spanId, name, kind: 2, startTimeUnixNano: `${now}`, endTimeUnixNano: `${now + 5_000_000n}`, attributes: [{key: hostile, value: {stringValue: value}}]});
  const sent = await fetch(url.replace(/\d+$/, p => `${Number(p) + 7}`) + '/v1/traces', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({resourceSpans: [{resource: {attributes: [{key: 'service.name', value: {stringValue: hostile}}]}, scopeSpans: [{spans: [span('cd'.repeat(8), hostile, hostile), span('ef'.repeat(8), 'long', 'x'.repeat(1 << 20))]}]}]})});
  assert.ok(sent.ok, `${sent.status}`);
  const {page, complaints} = await open(lab.browser, `orders/${id}`);
  page.on('dialog', () => complaints.push('a dialog opened'));
  await page.locator('.waterfall .span').first().waitFor({timeout: 20_000});
  assert.match(await page.locator('.waterfall').textContent(), /<img src=x onerror=alert\(1\)>.*⟨U\+202E⟩/s);
  assert.equal(await page.locator('main img, main script').count(), 0);
  await page.goto(`${url}/#/orders/${encodeURIComponent(hostile)}`);
  await page.locator('p.bad').waitFor();
  assert.ok((await page.locator('main').textContent()).length < 60_000);
  // The lab refuses that id with 400, which the browser says on its console.
  assert.deepEqual(complaints.filter(c => !/status of 400/.test(c)), []);
  await page.close();
});

test('who comes from elsewhere changes nothing', async () => {
  const post = headers => fetch(`${url}/api/faults/clear`, {method: 'POST', headers}).then(a => a.status);
  assert.equal(await post({Origin: 'http://evil.example'}), 403);
  assert.equal(await post({Origin: url}), 403, 'the origin without the token');
  assert.equal(await post({}), 200, 'a terminal');
  const policy = (await fetch(url)).headers.get('content-security-policy');
  assert.ok(policy && !policy.includes('unsafe'), policy);
});

test('the first paint takes less than 300 kB', async () => {
  const {page} = await open(lab.browser, 'overview');
  const bytes = await page.evaluate(() => [...performance.getEntriesByType('resource'), performance.getEntriesByType('navigation')[0]].filter(e => !/stream|history/.test(e.name)).reduce((n, e) => n + e.transferSize, 0));
  const paint = await page.evaluate(() => Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0));
  console.log(`# ${Math.round(bytes / 1000)} kB on the wire, first paint after ${paint} ms`);
  assert.ok(bytes < 300_000, `${bytes} bytes`);
  await page.close();
});
