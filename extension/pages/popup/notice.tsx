import { isPaired, type LinkState } from '../../../shared/core/link-state.ts';
import type { PageHost } from '../page-host.ts';

/** What stands between this browser and the truth, with the one thing that helps; nothing where nothing does. */
export function Notice({ host, link, isSilent }: { host: PageHost; link: LinkState; isSilent: boolean }) {
  const { say } = host.locale;
  if (isSilent) {
    return (
      <div class="notice" role="status">
        <p>{say('popup_silent')}</p>
        <button type="button" class="button" onClick={host.reload}>
          {say('popup_reload')}
        </button>
      </div>
    );
  }
  if (isPaired(link) && link !== 'refused') return null;
  return (
    <div class="notice">
      {link === 'unpaired' && <p>{say('popup_unpaired')}</p>}
      <button type="button" class="button strong" onClick={host.openOptions}>
        {say('popup_open_settings')}
      </button>
    </div>
  );
}
