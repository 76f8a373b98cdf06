import type { LinkState } from '../../../shared/core/link-state.ts';
import type { PageHost } from '../page-host.ts';
import { popup as strings } from '../strings/popup.ts';

/** What stands between this browser and the truth, with the one thing that helps; nothing where nothing does. */
export function Notice({ host, link, isSilent }: { host: PageHost; link: LinkState; isSilent: boolean }) {
  if (isSilent) {
    return (
      <div class="notice" role="status">
        <p>{strings.silent}</p>
        <button type="button" class="button" onClick={host.reload}>
          {strings.reload}
        </button>
      </div>
    );
  }
  if (link !== 'unpaired' && link !== 'refused') return null;
  return (
    <div class="notice">
      {link === 'unpaired' && <p>{strings.unpaired}</p>}
      <button type="button" class="button strong" onClick={host.openOptions}>
        {strings.openSettings}
      </button>
    </div>
  );
}
