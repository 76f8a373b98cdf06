import { isPaired } from '../../../shared/core/link-state.ts';
import type { Locale } from '../../../shared/core/locale.ts';
import { isAtLeast } from '../../../shared/model/urgency.ts';
import type { Subscription } from '../../../shared/model/subscription.ts';
import type { Picture } from '../../data/messages.ts';
import type { Background } from '../background.ts';
import type { PageHost } from '../page-host.ts';
import { useAsked } from '../use-asked.ts';
import { Connection } from './connection.tsx';
import { MyServices } from './my-services.tsx';
import { Notifications } from './notifications.tsx';
import { Panel } from './panel.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { Tools } from './tools.tsx';
import { type Choosing, useSubscription } from './use-subscription.ts';
import { WaysToTell } from './ways-to-tell.tsx';

const askPicture = (background: Background) => background.ask('get_picture', {});

/** The settings: which relay, what one is told of, how and when, and in which tools. */
export function Options({ host }: { host: PageHost }) {
  const { last, isSilent, refresh } = useAsked(host.background, host.clocks, askPicture);
  const { say } = host.locale;
  const picture = last?.answer ?? null;
  const choosing = useSubscription(host, picture);
  return (
    <main class="page settings">
      <h1>{say('options_title')}</h1>
      {isSilent && (
        <p class="result" data-result="failed" role="status">
          {say('options_failed')}
        </p>
      )}
      {picture && (
        <>
          <Contents isPaired={isPaired(picture.link)} locale={host.locale} />
          <OptionsView host={host} picture={picture} choosing={choosing} refresh={refresh} />
        </>
      )}
    </main>
  );
}

interface OptionsViewProps {
  readonly host: PageHost;
  readonly picture: Picture;
  /** `null` where the relay has told of no subscription. */
  readonly choosing: Choosing | null;
  readonly refresh: () => Promise<unknown>;
}

/** All sections of one moment. */
export function OptionsView({ host, picture, choosing, refresh }: OptionsViewProps) {
  const { say } = host.locale;
  return (
    <div class="panels">
      {picture.managed.receivedAt !== null && <p>{say('options_managed')}</p>}
      <Connection host={host} picture={picture} refresh={refresh} />
      {isPaired(picture.link) &&
        (choosing ? (
          <>
            <MyServices locale={host.locale} picture={picture} choosing={choosing} />
            <WaysToTell locale={host.locale} picture={picture} choosing={choosing} />
            <QuietHours host={host} picture={picture} choosing={choosing} />
          </>
        ) : (
          <Unknown picture={picture} locale={host.locale} />
        ))}
      <Tools host={host} picture={picture} refresh={refresh} />
      <Notifications host={host} most={mostOf(picture, choosing)} />
      <Panel id="diagnostics" title={say('options_diagnostics')}>
        <p>{say('options_diagnostics_why')}</p>
        <p>
          <a href="/diagnostics.html">{say('options_open_diagnostics')}</a>
        </p>
        <Help picture={picture} say={say} />
      </Panel>
    </div>
  );
}

/** Where the company sends people who need help. */
function Help({ picture, say }: { picture: Picture; say: Locale['say'] }) {
  const { supportUrl, supportLabel } = picture.managed.policy;
  if (supportUrl === null) return null;
  return (
    <p>
      <a href={supportUrl} target="_blank" rel="noopener noreferrer">
        <bdi>{supportLabel ?? say('options_get_help')}</bdi>
      </a>
    </p>
  );
}

/** In place of what an older relay does not tell. One that was not heard yet may still tell it. */
function Unknown({ picture, locale: { say } }: { picture: Picture; locale: Locale }) {
  const text = picture.link === 'current' ? say('options_not_offered') : say('options_not_yet_known');
  return [
    ['services', say('services_title')] as const,
    ['ways', say('ways_title')] as const,
    ['quiet-hours', say('quiet_hours_title')] as const,
  ].map(([id, title]) => (
    <Panel key={id} id={id} title={title}>
      <p class="detail">{text}</p>
    </Panel>
  ));
}

/** Leads to each section: the page is long where the company is large. */
function Contents({ isPaired, locale: { say } }: { isPaired: boolean; locale: Locale }) {
  const chosen = [
    ['services', say('services_title')],
    ['ways', say('ways_title')],
    ['quiet-hours', say('quiet_hours_title')],
  ];
  const sections = [
    ['connection', say('options_connection')],
    ...(isPaired ? chosen : []),
    ['tools', say('options_tools')],
    ['notifications', say('options_notifications')],
    ['diagnostics', say('options_diagnostics')],
  ];
  return (
    <nav class="contents" aria-label={say('options_contents')}>
      <ul>
        {sections.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function mostOf({ fleet }: Picture, choosing: Choosing | null): Subscription['most'] | null {
  if (!choosing) return null;
  const { most } = choosing.subscription;
  const { leastUrgency } = fleet;
  return leastUrgency === 'none' || isAtLeast(most, leastUrgency) ? most : leastUrgency;
}
