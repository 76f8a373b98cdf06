import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { inProject } from '../../scripts/lib/project.ts';
import { type Finding, findings, verdictOf } from './goals.ts';
import { lineOf, type Row } from './rows.ts';

/** The table of ratios with each goal's verdict, as Markdown that reads as well in a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const cells = findings(rows).map((finding) => [
    finding.goal,
    finding.what,
    figureOf(finding),
    rangeOf(finding),
    goalOf(finding),
    verdictOf(finding) + (finding.note && finding.value === null ? ` (${finding.note})` : ''),
  ]);
  const head = ['goal', 'what', 'median', 'min–max', 'aim', 'verdict'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const lineFor = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [lineFor(head), rule, ...cells.map(lineFor)].join('\n');
}

/** Writes the run into `docs/evidence/` and answers with the file's path. */
export function record(
  rows: readonly Row[],
  facts: { readonly sockets: number; readonly command: string },
): string {
  const date = new Date().toISOString();
  const size = facts.sockets === 1_000 ? '' : `-${facts.sockets}`;
  const path = inProject('docs/evidence', `bench-${date.slice(0, 10)}${size}.md`);
  mkdirSync(inProject('docs/evidence'), { recursive: true });
  writeFileSync(path, documentOf(rows, date, facts.command));
  return path;
}

function documentOf(rows: readonly Row[], date: string, command: string): string {
  const [cpu] = cpus();
  return `# A run of the benchmark

Written by the benchmark itself; \`docs/performance.md\` says how to read it.

- when: ${date}
- command: \`${command}\`
- commit: ${commit()}
- machine: ${cpus().length} × ${cpu?.model ?? 'unknown'}, Linux ${release()}, Node ${process.version}
- load average at the end (1, 5, 15 min; the run itself makes some 2): ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}

${tableOf(rows)}

\`\`\`json
${rows.map(lineOf).join('\n')}
\`\`\`
`;
}

function commit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: inProject(), encoding: 'utf8' }).trim();
    const isChanged =
      git('status', '--porcelain', '--', 'worker', 'shared', 'extension', 'test/bench') !== '';
    return git('rev-parse', '--short', 'HEAD') + (isChanged ? ' with changes' : '');
  } catch {
    return 'unknown';
  }
}

function figureOf({ value }: Finding): string {
  return value === null ? '–' : digits(value);
}

function rangeOf({ min, max }: Finding): string {
  return min === undefined || max === undefined ? '–' : `${digits(min)}–${digits(max)}`;
}

function goalOf({ atMost, atLeast }: Finding): string {
  if (atMost !== undefined) return `≤ ${atMost}`;
  return atLeast === undefined ? '–' : `≥ ${atLeast}`;
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
