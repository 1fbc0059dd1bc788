import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const jar = fileURLToPath(new URL('../../../target/app/flow-alerts.jar', import.meta.url));
const patience = 60_000;
const ready = /flow-alerts ready: (\S+), OTLP (\S+), gRPC ([^\s"]+)/;

/** The process as it is run, on free ports. JAVA names the JDK's java. */
export class FlowAlerts {
  static start() {
    const ports = { FLOW_ALERTS_PORT: '0', OTLP_HTTP_PORT: '0', OTLP_GRPC_PORT: '0' };
    const process_ = spawn(process.env.JAVA ?? 'java', ['-Xmx128m', '-jar', jar],
      { env: { ...process.env, ...ports }, stdio: ['ignore', 'pipe', 'inherit'] });
    return new Promise((resolve, reject) => {
      process_.once('error', reject);
      process_.once('exit', (code) => reject(new Error(`flow-alerts ended with ${code} before it was ready`)));
      const late = setTimeout(() => {
        process_.kill('SIGKILL');
        reject(new Error(`flow-alerts was not ready within ${patience} ms`));
      }, patience);
      createInterface({ input: process_.stdout }).on('line', (line) => {
        const found = ready.exec(line);
        if (found) {
          clearTimeout(late);
          resolve(new FlowAlerts(process_, ...found.slice(1)));
        } else {
          console.error(line);
        }
      });
    });
  }

  constructor(process_, api, http, grpc) {
    Object.assign(this, { process: process_, api, http, grpc });
  }

  async get(path) {
    const answer = await fetch(this.api + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  stop() {
    this.process.kill();
  }
}
