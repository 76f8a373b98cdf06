import { type ComponentChildren, toChildArray } from 'preact';
import { type Locale, type MessageKey, messageParts } from '../core/locale.ts';

interface MessageProps {
  readonly locale: Locale;
  readonly name: MessageKey;
  /** What stands in the place of `$1`, `$2` …, an element each. */
  readonly children: ComponentChildren;
}

/** A message with elements in it, in the order of its language. */
export function Message({ locale, name, children }: MessageProps) {
  const parts = toChildArray(children);
  return (
    <>
      {messageParts((...marks) => locale.say(name, ...marks)).map((part) =>
        typeof part === 'string' ? part : parts[part],
      )}
    </>
  );
}
