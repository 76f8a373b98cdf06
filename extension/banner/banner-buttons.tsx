import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Placement, placements } from '../../shared/model/tool.ts';
import type { Locale, MessageKey } from '../../shared/core/locale.ts';

type OnClick = (event: MouseEvent) => void;

interface BannerButtonsProps {
  readonly locale: Locale;
  readonly placement: Placement;
  /** False where a "Got it" is asked for: then the bar can be moved, and not be put off. */
  readonly canWait: boolean;
  readonly onDetails: OnClick;
  readonly onGotIt: OnClick;
  readonly onHide: OnClick;
  readonly onSnooze: OnClick;
  readonly onPlace: (placement: Placement) => OnClick;
}

/**
 * What a person can do with the bar. The menu takes the place of the buttons: a frame of one line has no room below. Where it
 * is narrow, "Details" is in the menu too, and the words are short.
 */
export function BannerButtons({ locale: { say }, placement, canWait, ...on }: BannerButtonsProps) {
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const boxRef = useRef<HTMLDivElement>(null);
  const toggleRef = useRef<HTMLButtonElement>(null);
  const label = say(isMenuOpen ? 'banner_back' : 'banner_menu');
  const to = placements[(placements.indexOf(placement) + 1) % placements.length] ?? 'bottom';
  useLayoutEffect(() => {
    // Only ever after a person opened it, so the focus moves from one of our buttons to another.
    if (isMenuOpen) firstShown(boxRef.current)?.focus();
  }, [isMenuOpen]);
  const close = () => {
    setIsMenuOpen(false);
    toggleRef.current?.focus();
  };
  return (
    <div
      class="buttons"
      ref={boxRef}
      data-menu={isMenuOpen || undefined}
      // Heard only while the focus is in this frame. The page's own Escape is the page's.
      onKeyDown={(event) => event.key === 'Escape' && isMenuOpen && close()}
    >
      {isMenuOpen ? (
        <>
          <TextButton text={say('words_details')} kind="for-narrow" onClick={on.onDetails} />
          {canWait && (
            <TextButton
              text={say('banner_snooze')}
              short={say('banner_snooze_short')}
              onClick={on.onSnooze}
            />
          )}
          {canWait && (
            <TextButton text={say('banner_hide_here')} short={say('banner_hide_short')} onClick={on.onHide} />
          )}
          <TextButton
            text={say(moveWords[to])}
            short={say('banner_move_short')}
            onClick={(event) => {
              on.onPlace(to)(event);
              setIsMenuOpen(false);
            }}
          />
        </>
      ) : (
        <>
          <TextButton text={say('words_details')} kind="for-wide" onClick={on.onDetails} />
          <TextButton text={say('words_got_it')} kind="strong" onClick={on.onGotIt} />
        </>
      )}
      <button
        key="menu"
        ref={toggleRef}
        type="button"
        class="button icon"
        aria-expanded={isMenuOpen}
        aria-label={label}
        title={label}
        onClick={() => setIsMenuOpen(!isMenuOpen)}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          {isMenuOpen ? (
            <path class="shape-line" d="M4 4l8 8m0-8l-8 8" />
          ) : (
            <path class="dots" d="M3.5 8h.01M8 8h.01M12.5 8h.01" />
          )}
        </svg>
      </button>
    </div>
  );
}

const moveWords: Record<Placement, MessageKey> = {
  bottom: 'banner_move_bottom',
  top: 'banner_move_top',
  push: 'banner_move_push',
  pill: 'banner_move_pill',
};

function firstShown(box: HTMLElement | null): HTMLElement | undefined {
  return [...(box?.querySelectorAll('button') ?? [])].find((button) => button.offsetWidth > 0);
}

interface TextButtonProps {
  readonly text: string;
  /** Where there is no room for all of it. */
  readonly short?: string;
  readonly kind?: '' | 'strong' | 'for-narrow' | 'for-wide';
  readonly onClick: OnClick;
}

function TextButton({ text, short, kind = '', onClick }: TextButtonProps) {
  return (
    <button type="button" class={`button ${kind}`} title={short && text} onClick={onClick}>
      <span class={short && 'for-wide'}>{text}</span>
      {short && <span class="for-narrow">{short}</span>}
    </button>
  );
}
