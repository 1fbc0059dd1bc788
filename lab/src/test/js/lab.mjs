// A lab of its own for these tests, and its one browser.
import {execFile} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {chromium} from 'playwright-core';

const run = promisify(execFile);
export const script = path.resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../../../tailback');
const BASE = Number(process.env.PORT_BASE ?? 24200);
export const url = `http://127.0.0.1:${BASE}`;

export async function start() {
  const home = await mkdtemp(path.join(tmpdir(), 'tailback-room-'));
  const tailback = (...words) => run(script, [...words, '--home', path.join(home, 'lab')], {maxBuffer: 1 << 24, env: {...process.env, TAILBACK_BUILD: 'no'}});
  await tailback('up', '--detach', '--port-base', `${BASE}`);
  let browser;
  const stop = async () => { await browser?.close(); await tailback('down'); await rm(home, {recursive: true, force: true}); };
  try { browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ['--no-sandbox']}); } catch (unable) { await stop(); throw unable; }
  return {tailback, browser, home: path.join(home, 'lab'), stop};
}

/** As a terminal speaks: without an origin. */
export async function tell(where, body) {
  const answer = await fetch(url + where, {method: 'POST', ...body && {headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)}});
  if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Asks again until it is so; else says what was there instead. */
export async function until(what, holds, seconds = 30, instead = () => '') {
  for (const ends = Date.now() + seconds * 1000; Date.now() < ends;) { if (await holds()) return; await new Promise(later => setTimeout(later, 250)); }
  throw new Error(`not within ${seconds} s: ${what}; ${(await instead()).slice(0, 1500)}`);
}

/** A page whose complaints are kept: none is allowed. */
export async function open(browser, hash, {width = 1920, height = 1080, theme = 'dark'} = {}) {
  const page = await browser.newPage({viewport: {width, height}, colorScheme: theme}), complaints = [];
  page.on('console', m => { if (['error', 'warning'].includes(m.type())) complaints.push(`${m.text()} (${m.location().url})`); });
  page.on('pageerror', e => complaints.push(e.stack ?? e.message));
  await page.goto(`${url}/#/${hash}`);
  await page.locator('.word b').filter({hasNotText: 'asking'}).waitFor();
  return {page, complaints};
}
