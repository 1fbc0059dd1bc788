// What the control room costs: bytes and time until it is painted, the lab's processor with nobody, one and ten watching, and
// whether its heap stays within its bound. node cost.mjs SECONDS MINUTES; prints a table, and ends with 1 beyond a bound.
import {execFile, spawn} from 'node:child_process';
import {readFile, readlink} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import {open, script, start, url} from './lab.mjs';

const run = promisify(execFile), [seconds, minutes] = process.argv.slice(2).map(Number);
const TICKS = 100, BOUNDS = {wire: 300_000, paint: 1_000, one: 0.05, ten: 0.15};
const pause = ms => new Promise(later => setTimeout(later, ms));
const beyond = [];
function tell(what, value, unit, bound) {
  const isWell = bound == null || value <= bound;
  if (!isWell) beyond.push(what);
  console.log(`${what.padEnd(46)} ${`${value} ${unit}`.padStart(12)}   ${bound == null ? '' : `at most ${bound} ${unit}${isWell ? '' : ': BEYOND'}`}`);
}

async function processor(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Of a core, over some seconds. */
async function share(pid) {
  const before = await processor(pid), began = performance.now();
  await pause(seconds * 1000);
  return (await processor(pid) - before) / ((performance.now() - began) / 1000);
}

/** As a page watches: reads what comes, and counts it. */
function watch() {
  const leaving = new AbortController(), seen = {bytes: 0, leave: () => leaving.abort()};
  fetch(`${url}/api/room/stream`, {signal: leaving.signal}).then(async answer => { for await (const part of answer.body) seen.bytes += part.length; }).catch(left => { if (left.name !== 'AbortError') throw left; });
  return seen;
}

/** What is left after a full collection. */
async function heap(pid) {
  const jcmd = path.join(path.dirname(await readlink(`/proc/${pid}/exe`)), 'jcmd');
  await run(jcmd, [`${pid}`, 'GC.run']);
  const {stdout} = await run(jcmd, [`${pid}`, 'GC.heap_info']);
  const generations = [...stdout.matchAll(/^\s*(?:DefNew|Tenured)\s+total \d+K, used (\d+)K/gm)];
  if (generations.length !== 2) throw new Error(`the heap of the serial collector has two generations, and jcmd told: ${stdout}`);
  return generations.reduce((n, [, k]) => n + Number(k), 0) / 1024;
}

const lab = await start();
let shoppers;
try {
  const {processes} = await (await fetch(`${url}/api/processes?memory=false`)).json(), pid = processes.find(p => p.name === 'lab').pid;
  const {page} = await open(lab.browser, 'overview'); // once, so that what follows meets compiled code
  await page.close();
  // From a process of their own: what they cost is not the lab's.
  shoppers = spawn(script, ['load', '--rpm', '300', '--for', `${60 * minutes + 4 * seconds + 120}s`, '--home', lab.home], {stdio: 'ignore', env: {...process.env, TAILBACK_BUILD: 'no'}});
  await pause(15_000);

  const again = await open(lab.browser, 'overview');
  const first = await again.page.evaluate(() => ({bytes: [...performance.getEntriesByType('resource'), performance.getEntriesByType('navigation')[0]].filter(e => !/stream/.test(e.name)).reduce((n, e) => n + e.transferSize, 0), paint: Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)}));
  await again.page.close();
  tell('on the wire until all is there', Math.round(first.bytes / 1000), 'kB', BOUNDS.wire / 1000);
  tell('first paint', first.paint, 'ms', BOUNDS.paint);

  const alone = await share(pid);
  tell('processor of the lab, nobody watches', +(100 * alone).toFixed(1), '% of a core');
  const one = watch(), withOne = await share(pid);
  tell('  one watches', +(100 * (withOne - alone)).toFixed(1), '% more', 100 * BOUNDS.one);
  const more = Array.from({length: 9}, watch), withTen = await share(pid);
  tell('  ten watch', +(100 * (withTen - alone)).toFixed(1), '% more', 100 * BOUNDS.ten);
  tell('to each of them', +(one.bytes / 1000 / 2 / seconds).toFixed(1), 'kB a second');
  more.forEach(each => each.leave());

  const used = [await heap(pid)];
  for (let minute = 1; minute <= minutes; minute++) { await pause(60_000); used.push(await heap(pid)); }
  tell(`heap of the lab after a collection, at first`, +used[0].toFixed(1), 'MB', 96);
  tell(`  after ${minutes} min with a page open`, +used.at(-1).toFixed(1), 'MB', 96);
  // An hour of figures is a table of fixed size that fills; what grows beyond it is a leak.
  if (minutes >= 10) tell('  more than after ten minutes', +(used.at(-1) - used[10]).toFixed(1), 'MB', 4);
  one.leave();
} finally {
  shoppers?.kill();
  await lab.stop();
}
if (beyond.length) { console.log(`beyond its bound: ${beyond.join(', ')}`); process.exitCode = 1; }
