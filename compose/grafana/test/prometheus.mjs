// A Prometheus that has the recorded run and nothing else.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const STEP = 15;

export class RecordedRun {
  static async open(recording) {
    const folder = mkdtempSync(join(tmpdir(), 'tailback-dashboards-'));
    const text = gunzipSync(readFileSync(recording)).toString();
    writeFileSync(join(folder, 'run.om'), text);
    execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'run.om'), join(folder, 'data')]);
    writeFileSync(join(folder, 'prometheus.yml'), 'scrape_configs: []\n');
    const port = await freePort();
    const server = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=error',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const run = new RecordedRun(folder, server, `http://127.0.0.1:${port}`, timesOf(text));
    await run.#ready();
    return run;
  }

  constructor(folder, server, url, times) {
    Object.assign(this, { folder, server, url, times });
  }

  async #ready() {
    const until = Date.now() + 60_000;
    while (Date.now() < until) {
      const answer = await fetch(`${this.url}/-/ready`).catch(() => undefined);
      if (answer?.ok) return;
      if (this.server.exitCode !== null) throw new Error(`prometheus ended with ${this.server.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('prometheus is not ready after 60 s');
  }

  /** Every series that the query had at any time of the run, after its first minute. */
  async series(query) {
    const { from, to } = this.times;
    const body = new URLSearchParams({ query, start: from + 60, end: to, step: STEP });
    const answer = await fetch(`${this.url}/api/v1/query_range`, { method: 'POST', body });
    const { status, data, error } = await answer.json();
    if (status !== 'success') throw new Error(`${error}: ${query}`);
    return data.result.map((series) => series.metric);
  }

  close() {
    const ended = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill();
    return ended.then(() => rmSync(this.folder, { recursive: true }));
  }
}

function timesOf(text) {
  let from = Infinity;
  let to = 0;
  for (const [, time] of text.matchAll(/ (\d+(?:\.\d+)?)\n/g)) {
    from = Math.min(from, Number(time));
    to = Math.max(to, Number(time));
  }
  return { from, to };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
