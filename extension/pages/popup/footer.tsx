import { isPaired as isPairedLink, type LinkState } from '../../../shared/core/link-state.ts';
import { fullTime } from '../../../shared/core/time-words.ts';
import { confirmedWords } from '../../../shared/core/words.ts';
import type { Scene } from '../../../shared/ui/scene.ts';
import type { PageHost } from '../page-host.ts';

interface FooterProps {
  readonly host: PageHost;
  readonly link: LinkState;
  readonly confirmedAt: string | null;
  readonly isPaired: boolean;
  readonly scene: Scene;
}

/** How far the reader may rely on what stands above. */
export function Footer({ host, link, confirmedAt, isPaired, scene }: FooterProps) {
  const isCutOff = link !== 'current' && isPairedLink(link);
  return (
    <footer class="popup-foot" data-link={link}>
      <p title={confirmedAt === null ? undefined : fullTime(confirmedAt, scene.locale)}>
        {confirmedWords(link, confirmedAt, scene.now, scene.locale)}
      </p>
      {isCutOff && (
        <button type="button" class="link-button" onClick={host.openDiagnostics}>
          {host.locale.say('popup_diagnostics')}
        </button>
      )}
      {isPaired && (
        <button
          type="button"
          class="link-button"
          // A tab that does not open shows by itself; there is nothing to add.
          onClick={() => void host.background.ask('open_status_page', {}).catch(() => undefined)}
        >
          {host.locale.say('popup_status_page')}
        </button>
      )}
      <button type="button" class="link-button" onClick={host.openOptions}>
        {host.locale.say('popup_settings')}
      </button>
    </footer>
  );
}
