import { useState } from 'preact/hooks';
import { options as strings } from '../strings/options.ts';

interface PairFormProps {
  /** What the address field holds at first. */
  readonly relayUrl: string;
  /** True where the company has set the address, so that it is shown and not asked for. */
  readonly isLocked: boolean;
  /** What the company tells people who connect a browser; `null` for nothing. */
  readonly hint: string | null;
  readonly onPair: (relayUrl: string, token: string) => Promise<void>;
}

/** Asks for address and token. The token leaves this page for the background and is kept nowhere here. */
export function PairForm({ relayUrl, isLocked, hint, onPair }: PairFormProps) {
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
        <span class="label">{strings.relayUrl}</span>
        <span class="detail">{isLocked ? strings.relayUrlLocked : strings.relayUrlHint}</span>
        <input
          class="input"
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
      <label class="field">
        <span class="label">{strings.token}</span>
        <span class="detail">{strings.tokenHint}</span>
        <input class="input" name="token" type="password" autoComplete="off" spellcheck={false} required />
      </label>
      <button type="submit" class="button strong" aria-disabled={isBusy}>
        {isBusy ? strings.connecting : strings.connect}
      </button>
    </form>
  );
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
