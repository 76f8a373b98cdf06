import type { Locale } from '../../../shared/core/locale.ts';
import { Message } from '../../../shared/ui/message.tsx';
import { Time } from '../../../shared/ui/time.tsx';
import type { Diagnostics } from '../../data/diagnostics.ts';
import { Panel } from '../options/panel.tsx';
import { Fact, Facts } from './facts.tsx';

interface KnownProps {
  readonly known: Diagnostics;
  readonly locale: Locale;
}

/** The relay, and how far this browser can speak for it. */
export function Connection({ known, locale }: KnownProps) {
  const { say } = locale;
  return (
    <Panel id="connection" title={say('diagnostics_connection')}>
      <Facts>
        <Fact name={say('diagnostics_relay')}>
          {known.relayUrl === null ? say('diagnostics_no_relay') : <bdi dir="ltr">{known.relayUrl}</bdi>}
        </Fact>
        <Fact name={say('diagnostics_state')}>
          <State known={known} locale={locale} />
        </Fact>
        <Fact name={say('diagnostics_confirmed')}>
          {known.confirmedAt === null ? (
            say('diagnostics_never')
          ) : (
            <Time at={known.confirmedAt} scene={sceneOf(known, locale)} />
          )}
        </Fact>
        <Fact name={say('diagnostics_clock')}>{clockWords(known.clockDifferenceMs, locale)}</Fact>
      </Facts>
    </Panel>
  );
}

function State({ known, locale }: KnownProps) {
  const word = locale.say(`diagnostics_link_${known.link}`);
  const [newest] = known.history;
  // Between a change and its being painted, nobody has noted since when.
  if (newest?.link !== known.link) return <>{word}</>;
  return (
    <Message locale={locale} name="diagnostics_state_since">
      {word}
      <Time at={newest.at} scene={sceneOf(known, locale)} />
    </Message>
  );
}

/** What is kept here, and what still has to be sent. */
export function Held({ known: { held, receiptsWaiting }, locale }: KnownProps) {
  const { say, number } = locale;
  return (
    <Panel id="held" title={say('diagnostics_held')}>
      <Facts>
        <Fact name={say('diagnostics_cache')}>
          {say('diagnostics_kilobytes', tenths(held.bytes / 1_000, locale))}
        </Fact>
        <Fact name={say('diagnostics_services')}>{number(held.services)}</Fact>
        <Fact name={say('diagnostics_tools')}>{number(held.tools)}</Fact>
        <Fact name={say('diagnostics_incidents')}>{number(held.incidents)}</Fact>
        <Fact name={say('diagnostics_maintenances')}>{number(held.maintenances)}</Fact>
        <Fact name={say('diagnostics_receipts')}>{number(receiptsWaiting)}</Fact>
      </Facts>
    </Panel>
  );
}

/** Whether the company has set anything, and what of it could not be read. */
export function Policy({ known, locale }: KnownProps) {
  const { say } = locale;
  const { policy } = known;
  return (
    <Panel id="policy" title={say('diagnostics_policy')}>
      {policy ? (
        <Facts>
          <Fact name={say('diagnostics_received')}>
            <Time at={policy.receivedAt} scene={sceneOf(known, locale)} />
          </Fact>
          <Fact name={say('diagnostics_problems')}>
            {policy.problems.length === 0 && say('diagnostics_no_problems')}
            <ul>
              {policy.problems.map((problem) => (
                <li key={problem}>
                  <bdi>{problem}</bdi>
                </li>
              ))}
            </ul>
          </Fact>
        </Facts>
      ) : (
        <p>{say('diagnostics_no_policy')}</p>
      )}
    </Panel>
  );
}

function clockWords(differenceMs: number, locale: Locale): string {
  if (Math.abs(differenceMs) < 1_000) return locale.say('diagnostics_clock_same');
  const seconds = tenths(Math.abs(differenceMs) / 1_000, locale);
  return locale.say(differenceMs > 0 ? 'diagnostics_clock_ahead' : 'diagnostics_clock_behind', seconds);
}

const tenths = (n: number, { number }: Locale) => number(Math.round(n * 10) / 10);

const sceneOf = ({ relayNow }: Diagnostics, locale: Locale) => ({
  view: { services: [] },
  now: relayNow,
  locale,
});
