import type { Locale } from '../../../shared/core/locale.ts';
import { duration } from '../../../shared/core/time-words.ts';
import { msBetween } from '../../../shared/model/time.ts';
import { Time } from '../../../shared/ui/time.tsx';
import type { Diagnostics } from '../../data/diagnostics.ts';
import { Panel } from '../options/panel.tsx';

interface HistoryProps {
  readonly known: Pick<Diagnostics, 'history' | 'relayNow'>;
  readonly locale: Locale;
}

/** When the link changed, and how long it stayed like that. */
export function History({ known: { history, relayNow }, locale }: HistoryProps) {
  const { say } = locale;
  const scene = { view: { services: [] }, now: relayNow, locale };
  const lasted = (ms: number, isNow: boolean) =>
    isNow ? say('diagnostics_until_now', duration(ms, locale)) : duration(ms, locale);
  return (
    <Panel id="history" title={say('diagnostics_history')}>
      {history.length === 0 ? (
        <p class="detail">{say('diagnostics_no_history')}</p>
      ) : (
        <>
          <p class="detail">{say('diagnostics_history_why')}</p>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{say('diagnostics_from')}</th>
                <th scope="col">{say('diagnostics_state')}</th>
                <th scope="col">{say('diagnostics_lasted')}</th>
              </tr>
            </thead>
            <tbody>
              {history.map(({ at, link }, index) => (
                <tr key={`${at} ${link}`}>
                  <td>
                    <Time at={at} isPartOfText scene={scene} />
                  </td>
                  <td>{say(`diagnostics_link_${link}`)}</td>
                  <td>{lasted(msBetween(at, history[index - 1]?.at ?? relayNow), index === 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Panel>
  );
}
