import type { RefObject } from 'preact';
import type { Locale } from '../../../shared/core/locale.ts';
import { clock, fullTime } from '../../../shared/core/time-words.ts';
import type { Asking } from '../../data/messages.ts';

interface WaitingProps {
  readonly locale: Locale;
  readonly asking: Extract<Asking, { step: 'waiting' }>;
  readonly relayNow: string;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly onOpenPage: () => void;
  readonly onCancel: () => void;
}

/** What stands here while a person confirms at the relay: the code to be compared, and the ways on. */
export function Waiting({ locale, asking, relayNow, headingRef, onOpenPage, onCancel }: WaitingProps) {
  const { say } = locale;
  const { userCode, expiresAt } = asking;
  return (
    <div class="waiting">
      <h3 class="label" tabIndex={-1} ref={headingRef}>
        {say('pairing_confirm')}
      </h3>
      <p>{say('pairing_confirm_why')}</p>
      <p class="user-code" dir="ltr">
        <span aria-hidden="true">{userCode}</span>
        {/* Letter by letter, for who hears it: it is no word. */}
        <span class="unseen">{userCode.split('').join(' ')}</span>
      </p>
      <p class="detail" title={fullTime(expiresAt, locale)}>
        {say('pairing_until', clock(expiresAt, relayNow, locale))}
      </p>
      <div class="buttons">
        <button type="button" class="button" onClick={onOpenPage}>
          {say('pairing_open_page')}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {say('pairing_cancel')}
        </button>
      </div>
    </div>
  );
}
