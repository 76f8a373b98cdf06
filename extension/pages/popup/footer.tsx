import type { LinkState } from '../../../shared/core/link-state.ts';
import { fullTime } from '../../../shared/core/time-words.ts';
import { confirmedWords } from '../../../shared/core/words.ts';
import type { Scene } from '../../../shared/ui/scene.ts';
import type { PageHost } from '../page-host.ts';

interface FooterProps {
  readonly host: PageHost;
  readonly link: LinkState;
  readonly confirmedAt: string | null;
  readonly scene: Scene;
}

/** How far the reader may rely on what stands above. */
export function Footer({ host, link, confirmedAt, scene }: FooterProps) {
  const isCutOff = link !== 'current' && link !== 'unpaired';
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
      <button type="button" class="link-button" onClick={host.openOptions}>
        {host.locale.say('popup_settings')}
      </button>
    </footer>
  );
}
