import type { Locale } from '../core/locale.ts';
import { isSafeUrl, linkKinds } from '../model/link.ts';
import { parseUrl } from '../model/url.ts';
import type { LinkView } from '../protocol/view.ts';

interface LinksProps {
  readonly links: readonly LinkView[];
  readonly locale: Locale;
  readonly onOpen?: (url: string) => void;
}

/**
 * Links in the order of their kinds: incident, call, chat, status page, then the rest; each with its kind and host, so that nobody
 * is sent to a place that they did not see. An address that is not safe is left out: the relay refuses such, but this
 * browser does not take its word for it.
 */
export function Links({ links, locale: { say }, onOpen }: LinksProps) {
  const shown = links.filter((link) => isSafeUrl(link.url)).toSorted(byKind);
  if (shown.length === 0) return null;
  return (
    <ul class="links" aria-label={say('card_links')}>
      {shown.map((link) => (
        <li key={`${link.kind} ${link.url}`}>
          <span class="detail">{say(`card_link_${link.kind}`)}</span>{' '}
          <a href={link.url} target="_blank" rel="noopener noreferrer" onClick={opening(link.url, onOpen)}>
            <bdi>{link.label.trim() || parseUrl(link.url)?.hostname}</bdi>
            <span class="unseen"> {say('card_opens_tab')}</span>
          </a>{' '}
          <bdi class="detail host" dir="ltr">
            {parseUrl(link.url)?.hostname}
          </bdi>
        </li>
      ))}
    </ul>
  );
}

function opening(url: string, onOpen: ((url: string) => void) | undefined) {
  if (!onOpen) return undefined;
  return (event: MouseEvent) => {
    event.preventDefault();
    onOpen(url);
  };
}

function byKind(a: LinkView, b: LinkView): number {
  return linkKinds.indexOf(a.kind) - linkKinds.indexOf(b.kind);
}
