import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAlertmanager } from '../../../scripts/browser.ts';
import { freePort } from '../../../scripts/lib/port.ts';
import { until } from './until.ts';

/** As in an alert of Alertmanager's API, version 2. One with an `endsAt` that has passed is over. */
export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

export interface Alertmanager {
  post(alerts: readonly Alert[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts Debian's own Alertmanager, by itself, with one receiver: the webhook at that address under that token. */
export async function startAlertmanager(inboundUrl: string, token: string): Promise<Alertmanager> {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-alertmanager-'));
  const config = join(folder, 'alertmanager.yml');
  writeFileSync(config, configuration(inboundUrl, token), { mode: 0o600 });
  const port = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  const process = spawn(
    await ensureAlertmanager(),
    [
      `--config.file=${config}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  );
  await once(process, 'spawn');
  const ended = once(process, 'exit');
  await until('Alertmanager answers', async () => (await fetch(`${url}/-/ready`)).ok);
  return {
    async post(alerts) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(alerts);
      const response = await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers, body });
      if (!response.ok) throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
    },
    async stop() {
      process.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Times as short as Alertmanager takes them; elsewhere the page in `docs/integrations/` is followed to the letter. */
function configuration(inboundUrl: string, token: string): string {
  return `
route:
  receiver: masthead
  group_by: [alertname]
  group_wait: 100ms
  group_interval: 1s
  repeat_interval: 1h
receivers:
  - name: masthead
    webhook_configs:
      - url: ${inboundUrl}
        send_resolved: true
        http_config:
          authorization:
            credentials: ${token}
`;
}
