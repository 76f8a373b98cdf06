import type { ComponentChildren } from 'preact';
import { assertNever } from '../core/assert-never.ts';
import type { Tone } from '../core/tone.ts';

/**
 * The shape of a tone, beside words that say the same; hence hidden from screen readers. Drawn in `currentColor` of
 * `.shape`, which `tokens.css` colours by `data-tone`.
 */
export function ToneShape({ tone }: { tone: Tone }) {
  return (
    <svg class="shape" data-tone={tone} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {drawing(tone)}
    </svg>
  );
}

function drawing(tone: Tone): ComponentChildren {
  switch (tone) {
    case 'down':
      return (
        <>
          <path class="shape-fill" d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" />
          <path class="shape-mark" d="M5.5 5.5l5 5m0-5l-5 5" />
        </>
      );
    case 'partly_down':
      return (
        <>
          <path class="shape-fill" d="M8 1.2L15.4 14.6H.6z" />
          <path class="shape-mark" d="M8 6.2v3.6m0 2v.4" />
        </>
      );
    case 'slow':
      return (
        <>
          <path class="shape-fill" d="M8 .8L15.2 8 8 15.2.8 8z" />
          <path class="shape-mark" d="M5 8h6" />
        </>
      );
    case 'planned':
      return (
        <path
          class="shape-fill"
          d="M10.6 1a4.4 4.4 0 0 0-4.1 6L1.6 11.9a1.75 1.75 0 0 0 2.5 2.5L9 9.5A4.4 4.4 0 0 0 14.7 3.9L12.2 6.4 9.6 5.8 9.3 3.5 11.9 1.2A4.4 4.4 0 0 0 10.6 1z"
        />
      );
    case 'over':
      return (
        <>
          <circle class="shape-fill" cx="8" cy="8" r="7" />
          <path class="shape-mark" d="M4.8 8.3l2.2 2.2 4.2-4.8" />
        </>
      );
    case 'unknown':
      return (
        <>
          <rect class="shape-line" x="1.5" y="1.5" width="13" height="13" rx="3" />
          <path class="shape-hatch" d="M1.5 7L7 1.5M1.5 12L12 1.5M4 14.5L14.5 4M9 14.5L14.5 9" />
          <circle class="shape-hole" cx="8" cy="8" r="4.8" />
          <path class="shape-line" d="M6.2 6.6a1.8 1.8 0 1 1 2.7 1.6c-.6.35-.9.7-.9 1.3m0 1.5v.3" />
        </>
      );
    default:
      return assertNever(tone);
  }
}
