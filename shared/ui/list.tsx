import type { Locale } from '../core/locale.ts';
import { listOf, nameOf } from '../core/words.ts';

/** Names as a list of the language, each isolated from the words around it. `dir` is that of the names where all have one. */
export function List({
  names,
  locale,
  dir,
}: {
  names: readonly string[];
  locale: Locale;
  dir?: 'ltr' | undefined;
}) {
  return (
    <>
      {listOf(names.map(nameOf), locale).map(({ text, isName }, index) =>
        isName ? (
          <bdi key={index} dir={dir}>
            {text}
          </bdi>
        ) : (
          text
        ),
      )}
    </>
  );
}
