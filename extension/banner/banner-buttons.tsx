import { useState } from 'preact/hooks';
import type { Locale } from '../../shared/core/locale.ts';

type OnClick = (event: MouseEvent) => void;

interface BannerButtonsProps {
  readonly locale: Locale;
  readonly onDetails: OnClick;
  readonly onGotIt: OnClick;
  readonly onHide: OnClick;
}

/** What a person can do with the bar. The menu takes the place of the buttons: a frame of one line has no room below. */
export function BannerButtons({ locale: { say }, ...on }: BannerButtonsProps) {
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const toggle = (
    <button
      key="menu"
      type="button"
      class="button icon"
      aria-expanded={isMenuOpen}
      aria-label={say(isMenuOpen ? 'banner_back' : 'banner_menu')}
      title={say(isMenuOpen ? 'banner_back' : 'banner_menu')}
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
  );
  return (
    <div class="buttons" onKeyDown={(event) => event.key === 'Escape' && setIsMenuOpen(false)}>
      {isMenuOpen ? (
        <button type="button" class="button" onClick={on.onHide}>
          {say('banner_hide_here')}
        </button>
      ) : (
        <>
          <button type="button" class="button" onClick={on.onDetails}>
            {say('words_details')}
          </button>
          <button type="button" class="button strong" onClick={on.onGotIt}>
            {say('words_got_it')}
          </button>
        </>
      )}
      {toggle}
    </div>
  );
}
