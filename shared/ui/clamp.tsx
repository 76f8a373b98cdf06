import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../core/locale.ts';

const LINES = 3;

/**
 * Text from people, line breaks kept, folded to three lines where it is longer. It is folded only once it runs in a
 * browser: a page that is served and has no script shows all of it.
 */
export function Clamp({ text, locale }: { text: string; locale: Locale }) {
  const paragraph = useRef<HTMLParagraphElement>(null);
  const [fold, setFold] = useState<'none' | 'folded' | 'open'>('none');
  useLayoutEffect(() => {
    setFold(paragraph.current && linesOf(paragraph.current) > LINES ? 'folded' : 'none');
  }, [text]);
  return (
    <>
      <p class="prose" dir="auto" data-fold={fold} ref={paragraph}>
        {text}
      </p>
      {fold !== 'none' && (
        <button
          type="button"
          class="link-button"
          aria-expanded={fold === 'open'}
          onClick={() => setFold(fold === 'open' ? 'folded' : 'open')}
        >
          {locale.say(fold === 'open' ? 'card_less' : 'card_more')}
        </button>
      )}
    </>
  );
}

function linesOf(element: HTMLElement): number {
  return Math.round(element.scrollHeight / Number.parseFloat(getComputedStyle(element).lineHeight));
}
