import { sharedStyle } from './shared-style.ts';

const ownStyle = `
body { padding: 24px 16px; font-size: 15px; }
main, .site { max-width: 720px; margin: 0 auto; display: grid; gap: 16px; }
.site { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; margin-bottom: 16px; }
.site nav { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; }
.site nav > * { overflow-wrap: normal; }
footer { max-width: 720px; margin: 24px auto 0; }
h1 { font-size: 20px; }
h2 { font-size: 17px; font-weight: 600; }
.headline { display: flex; gap: 8px; }
.headline .shape { margin-top: 6px; }
form { display: grid; gap: 12px; }
fieldset { display: grid; gap: 8px; margin: 0; padding: 8px 12px 12px; border: 1px solid var(--hairline); border-radius: var(--radius); }
legend, label { font-weight: 600; }
.row { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: baseline; justify-content: space-between; }
.row label { font-weight: 400; }
.field { display: grid; gap: 4px; }
.check { display: flex; gap: 8px; align-items: baseline; font-weight: 400; }
input, select, textarea { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--control); border-radius: var(--radius); padding: 6px 8px; min-height: 32px; max-width: 100%; }
.field > input, .field > textarea { width: 100%; }
textarea { min-height: 96px; resize: vertical; }
[aria-invalid=true] { border: 2px solid var(--down-ink); }
.fault { color: var(--down-ink); font-weight: 600; }
.notice { padding: 12px; border: 1px solid var(--hairline); border-inline-start: 4px solid var(--over-shape); border-radius: var(--radius); background: var(--card); }
.notice.refusal { border-inline-start-color: var(--down-shape); }
input.user-code { max-width: 16ch; text-transform: uppercase; letter-spacing: 0.1em; }
.user-code.shown { padding: 12px; border: 1px solid var(--hairline); border-radius: var(--radius); background: var(--card); font-size: 28px; font-weight: 600; letter-spacing: 0.12em; text-align: center; }
.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 16px; margin: 0; }
.facts dt { color: var(--ink-soft); }
.facts dd { margin: 0; }
a.button { display: inline-block; text-decoration: none; }
.devices { display: grid; gap: 8px; }
.devices li { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; padding: 12px; border: 1px solid var(--hairline); border-radius: var(--radius); background: var(--card); }
summary { cursor: pointer; font-weight: 600; }
@media print { .site nav, form { display: none; } }
`;

/** The style of every page. */
export const style = sharedStyle + ownStyle.replaceAll('\n', '');

/** The style as a source of Content-Security-Policy. Nothing else may style a page. */
export function styleSource(): Promise<string> {
  return sourceOf(style);
}

/** A style of ours as a source of Content-Security-Policy: `'sha256-…'`. */
export function sourceOf(text: string): Promise<string> {
  const known = sources.get(text);
  if (known) return known;
  const source = crypto.subtle
    .digest('SHA-256', new TextEncoder().encode(text))
    .then((digest) => `'sha256-${new Uint8Array(digest).toBase64()}'`);
  sources.set(text, source);
  return source;
}

// Every page asks, and there are two styles.
const sources = new Map<string, Promise<string>>();
