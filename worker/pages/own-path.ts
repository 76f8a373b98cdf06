import { pageTable } from './page-table.ts';

/** A path of the relay that a visitor may be sent on to; the status page for anything else, such as another site's address. */
export function ownPath(to: string | null): string {
  const base = 'https://relay.invalid';
  if (!to?.startsWith('/') || !URL.canParse(to, base)) return pageTable.home.path;
  const url = new URL(to, base);
  // A path such as `//evil.example` or `/\evil.example` has parsed to another origin by now, and `/.//evil.example` to `//evil.example`.
  const isOwn = url.origin === base && !url.pathname.startsWith('//');
  return isOwn ? `${url.pathname}${url.search}` : pageTable.home.path;
}
