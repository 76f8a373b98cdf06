import type { Severity } from '../model/severity.ts';
import type { View } from '../protocol/view.ts';
import type { Change } from './changes.ts';
import { type Locale, messageParts } from './locale.ts';
import { impactWord, nameOf, phaseWord, type Piece } from './words.ts';

/** A change in people's words, in pieces: names that somebody gave are to be isolated from the words around them. */
export function changePieces(change: Change, view: Pick<View, 'services'>, locale: Locale): Piece[] {
  const parts = partsOf(change, view, locale);
  return messageParts((...marks) => locale.say(`card_change_${change.kind}`, ...marks)).map((part) =>
    typeof part === 'string' ? word(part) : (parts[part] ?? word('')),
  );
}

function partsOf(change: Change, view: Pick<View, 'services'>, locale: Locale): Piece[] {
  switch (change.kind) {
    case 'graver':
    case 'less_grave':
      return [word(severityNumber(change.to, locale)), word(severityNumber(change.from, locale))];
    case 'moved_on':
    case 'moved_back':
    case 'reopened':
      return [word(phaseWord(change.to, locale))];
    case 'affected_too':
      return [serviceName(change.service, view), word(impactWord(change.to, locale))];
    case 'worse':
    case 'better':
      return [
        serviceName(change.service, view),
        word(impactWord(change.to, locale)),
        word(impactWord(change.from, locale)),
      ];
    default:
      return [serviceName(change.service, view)];
  }
}

const severityNumber = (severity: Severity, locale: Locale) => locale.number(Number(severity.slice(3)));

function serviceName(id: string, view: Pick<View, 'services'>): Piece {
  return nameOf(view.services.find((service) => service.id === id)?.name ?? id);
}

const word = (text: string): Piece => ({ text, isName: false });
