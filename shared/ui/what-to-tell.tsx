import type { Locale } from '../core/locale.ts';
import type { IncidentView } from '../protocol/view.ts';
import { Clamp } from './clamp.tsx';
import { CopyButton } from './copy-button.tsx';

/** The newest words for customers, ready to be copied. Nothing where none were given. */
export function WhatToTell({ incident, locale }: { incident: IncidentView; locale: Locale }) {
  const text = incident.updates.find((update) => update.customerMessage !== null)?.customerMessage;
  if (!text) return null;
  return (
    <div class="tell">
      <p class="head-row">
        <span class="label">{locale.say('card_what_to_tell')}</span>
        <CopyButton text={text} locale={locale} />
      </p>
      <Clamp text={text} locale={locale} />
    </div>
  );
}
