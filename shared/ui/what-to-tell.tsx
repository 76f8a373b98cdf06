import type { IncidentView } from '../protocol/view.ts';
import { Clamp } from './clamp.tsx';
import { CopyButton } from './copy-button.tsx';
import { cardStrings } from './card-strings.ts';

/** The newest words for customers, ready to be copied. Nothing where none were given. */
export function WhatToTell({ incident }: { incident: IncidentView }) {
  const text = incident.updates.find((update) => update.customerMessage !== null)?.customerMessage;
  if (!text) return null;
  return (
    <div class="tell">
      <p class="tell-head">
        <span class="label">{cardStrings.whatToTell}</span>
        <CopyButton text={text} />
      </p>
      <Clamp text={text} />
    </div>
  );
}
