import type { Locale } from '../core/locale.ts';
import type { IncidentView } from '../protocol/view.ts';
import { WhatToTell } from './what-to-tell.tsx';
import { Workaround } from './workaround.tsx';

/** What holds until something else is said, whichever update said it: what to do meanwhile, and what to tell customers. */
export function Advice({ incident, locale }: { incident: IncidentView; locale: Locale }) {
  return (
    <>
      <Workaround
        text={incident.updates.find(({ workaround }) => workaround !== null)?.workaround}
        locale={locale}
      />
      <WhatToTell incident={incident} locale={locale} />
    </>
  );
}
