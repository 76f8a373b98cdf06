import { useState } from 'preact/hooks';
import type { Locale } from '../../../shared/core/locale.ts';

interface PairFormProps {
  readonly locale: Locale;
  /** What the address field holds at first. */
  readonly relayUrl: string;
  /** True where the company has set the address, so that it is shown and not asked for. */
  readonly isLocked: boolean;
  /** What the company tells people who connect a browser; `null` for nothing. */
  readonly hint: string | null;
  /** `token` is empty where the person has none, and confirms at the relay. */
  readonly onPair: (relayUrl: string, token: string) => Promise<void>;
}

/** Asks for the address, and for a token only whoever has one. It leaves this page for the background and is kept nowhere here. */
export function PairForm({ locale: { say }, relayUrl, isLocked, hint, onPair }: PairFormProps) {
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy || !(event.currentTarget instanceof HTMLFormElement)) return;
    const fields = new FormData(event.currentTarget);
    setIsBusy(true);
    await onPair(textOf(fields, 'relayUrl'), textOf(fields, 'token'));
    setIsBusy(false);
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      {hint !== null && (
        <p>
          <bdi>{hint}</bdi>
        </p>
      )}
      <label class="field">
        <span class="label">{say('options_relay_url')}</span>
        <span class="detail">{say(isLocked ? 'options_relay_url_locked' : 'options_relay_url_hint')}</span>
        <input
          class="input"
          dir="ltr"
          name="relayUrl"
          type="text"
          inputMode="url"
          autoComplete="off"
          spellcheck={false}
          required
          readOnly={isLocked}
          defaultValue={relayUrl}
        />
      </label>
      <details class="token">
        <summary>{say('pairing_token')}</summary>
        <label class="field">
          <span class="label">{say('options_token')}</span>
          <span class="detail">{say('options_token_hint')}</span>
          <input class="input" dir="ltr" name="token" type="password" autoComplete="off" spellcheck={false} />
        </label>
      </details>
      <button type="submit" class="button strong" aria-disabled={isBusy}>
        {say(isBusy ? 'options_connecting' : 'options_connect')}
      </button>
    </form>
  );
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
