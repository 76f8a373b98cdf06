import { useState } from 'preact/hooks';
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

/** What a person can do with the bar. The menu takes the place of the buttons: a frame of one line has no room below. */
export function BannerButtons({ locale: { say }, placement, canWait, ...on }: BannerButtonsProps) {
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const label = say(isMenuOpen ? 'banner_back' : 'banner_menu');
  return (
    <div
      class="buttons"
      data-menu={isMenuOpen || undefined}
      onKeyDown={(event) => event.key === 'Escape' && setIsMenuOpen(false)}
    >
      {isMenuOpen ? (
        <>
          {canWait && <TextButton text={say('banner_snooze')} onClick={on.onSnooze} />}
          {canWait && <TextButton text={say('banner_hide_here')} onClick={on.onHide} />}
          <PlaceButton say={say} from={placement} onPlace={on.onPlace} />
        </>
      ) : (
        <>
          <TextButton text={say('words_details')} onClick={on.onDetails} />
          <TextButton text={say('words_got_it')} isStrong onClick={on.onGotIt} />
        </>
      )}
      <button
        key="menu"
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

interface PlaceButtonProps {
  readonly say: Locale['say'];
  readonly from: Placement;
  readonly onPlace: BannerButtonsProps['onPlace'];
}

/** Moves the bar to the next place. It says where to, so that one button is enough for all places. */
function PlaceButton({ say, from, onPlace }: PlaceButtonProps) {
  const to = placements[(placements.indexOf(from) + 1) % placements.length] ?? 'bottom';
  return <TextButton text={say(moveWords[to])} onClick={onPlace(to)} />;
}

function TextButton({ text, isStrong, onClick }: { text: string; isStrong?: boolean; onClick: OnClick }) {
  return (
    <button type="button" class={isStrong ? 'button strong' : 'button'} onClick={onClick}>
      {text}
    </button>
  );
}
