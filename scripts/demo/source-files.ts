import { join } from 'node:path';
import * as v from 'valibot';
import { readIfThere, writePrivate } from '../lib/private-file.ts';

const DemoSource = v.object({ url: v.string(), secret: v.string() });
type DemoSource = v.InferOutput<typeof DemoSource>;

/** Keeps where the demo's Alertmanager source is and its bearer token, readable by the owner only. */
export function keepSource(stateDir: string, source: DemoSource): void {
  writePrivate(join(stateDir, 'demo-source.json'), `${JSON.stringify(source, null, 2)}\n`);
}

/** Paths of two files for `curl --config`: one makes an alert fire, the other resolves it. */
export interface AlertFiles {
  readonly firing: string;
  readonly resolved: string;
}

/**
 * Writes the alert files anew for the relay's address of this start; `null` where there is no demo source. A file keeps
 * address and token off the command line, where every user of the machine could read them.
 */
export function writeAlertFiles(stateDir: string, relayUrl: string, now: Date): AlertFiles | null {
  const kept = readIfThere(join(stateDir, 'demo-source.json'));
  if (kept === null) return null;
  const source = v.parse(DemoSource, JSON.parse(kept));
  const current = { ...source, url: new URL(new URL(source.url).pathname, relayUrl).href };
  keepSource(stateDir, current);
  const files = {
    firing: join(stateDir, 'alert-firing.curl'),
    resolved: join(stateDir, 'alert-resolved.curl'),
  };
  writePrivate(files.firing, curlConfig(current, alert('firing', now)));
  writePrivate(files.resolved, curlConfig(current, alert('resolved', now)));
  return files;
}

/** A curl configuration file. Source: curl(1), option --config. */
function curlConfig({ url, secret }: DemoSource, body: unknown): string {
  const options = {
    url,
    header: [`authorization: Bearer ${secret}`, 'content-type: application/json'],
    data: JSON.stringify(body),
    'write-out': '%{http_code}\\n',
  };
  return Object.entries(options)
    .flatMap(([name, values]) => [values].flat().map((value) => `${name} = ${JSON.stringify(value)}`))
    .concat('fail-with-body', 'silent', 'show-error', '')
    .join('\n');
}

/** What Alertmanager posts for one alert. Source: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export function alert(status: 'firing' | 'resolved', startsAt: Date): unknown {
  const labels = { alertname: 'SearchIsSlow', service: 'search', severity: 'warning' };
  const annotations = {
    summary: 'Search answers slowly',
    description: 'Half of all searches take longer than three seconds.',
  };
  const endsAt =
    status === 'resolved' ? new Date(startsAt.getTime() + 60_000).toISOString() : '0001-01-01T00:00:00Z';
  return {
    version: '4',
    groupKey: '{}:{alertname="SearchIsSlow"}',
    truncatedAlerts: 0,
    status,
    receiver: 'masthead',
    groupLabels: { alertname: labels.alertname },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: 'http://localhost:9093',
    alerts: [
      {
        status,
        labels,
        annotations,
        startsAt: startsAt.toISOString(),
        endsAt,
        generatorURL: 'http://localhost:9090/graph',
        fingerprint: '6f2a90cbb1d4e835',
      },
    ],
  };
}
