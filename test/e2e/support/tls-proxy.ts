import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNginx } from '../../../scripts/browser.ts';
import { mustRun } from '../../../scripts/lib/command.ts';
import { inProject } from '../../../scripts/lib/project.ts';
import type { TestCertificate } from './certificate.ts';

/** Debian's nginx before a relay, by the shipped site file. */
export interface TlsProxy {
  /** What has ended by now: a status and a path each, such as `101 /api/v1/stream`. A stream ends with its socket. */
  passed(): string[];
  stop(): Promise<void>;
}

/** A process of its own with its own prefix: what else the machine serves is left alone. */
export async function startTlsProxy(
  folder: string,
  certificate: TestCertificate,
  { port, tlsPort }: { readonly port: number; readonly tlsPort: number },
): Promise<TlsProxy> {
  const log = join(folder, 'nginx-access.log');
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder};`,
  );
  const config = `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 512; }
http { log_format passed '$status $uri'; access_log ${log} passed; ${temp.join(' ')}
${siteFile(certificate, port, tlsPort)}}`;
  const configFile = join(folder, 'nginx.conf');
  writeFileSync(configFile, config);
  const program = await ensureNginx();
  await mustRun('The site file', [program, '-t', '-p', folder, '-c', configFile]);
  const child = spawn(program, ['-p', folder, '-c', configFile], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    passed: () => readFileSync(log, 'utf8').trimEnd().split('\n'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The shipped site file with another name, other ports and another certificate. */
function siteFile({ file, keyFile }: TestCertificate, port: number, tlsPort: number): string {
  const changes = [
    ['127.0.0.1:8787', `127.0.0.1:${port}`],
    ['listen 443 ssl http2', `listen 127.0.0.1:${tlsPort} ssl http2`],
    ['masthead.example.com;', '127.0.0.1;'],
    ['/etc/ssl/masthead/fullchain.pem', file],
    ['/etc/ssl/masthead/key.pem', keyFile],
  ] as const;
  return changes.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`the shipped site file has no ${from}`);
      return text.replace(from, to);
    },
    readFileSync(inProject('deploy/nginx/masthead.conf'), 'utf8'),
  );
}
