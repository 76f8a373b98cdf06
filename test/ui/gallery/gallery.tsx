import { render } from 'preact';
import { BannerFrame } from '../../../extension/banner/banner-frame.tsx';
import type { Picture } from '../../../extension/data/messages.ts';
import type { Background } from '../../../extension/pages/background.ts';
import { Onboarding } from '../../../extension/pages/onboarding/onboarding.tsx';
import { Options } from '../../../extension/pages/options/options.tsx';
import { Diagnostics, type DiagnosticsHost } from '../../../extension/pages/diagnostics/diagnostics.tsx';
import { Popup } from '../../../extension/pages/popup/popup.tsx';
import { bannerFor } from '../../../shared/core/banner.ts';
import { localeOf } from '../../../shared/core/locale.ts';
import { IncidentCard } from '../../../shared/ui/incident-card.tsx';
import { Timeline } from '../../../shared/ui/timeline.tsx';
import { scenes } from './scenes.ts';
import { diagnostics, facts, settingsSamples } from './settings-samples.ts';

/*
 * One surface with one sample, by the address: `?surface=popup&sample=one&language=ja`. The styles are those of the surface; `server.ts`
 * links them.
 */

const query = new URLSearchParams(location.search);
const file = await fetch(`/shared/locales/${query.get('language') ?? 'en'}.json`);
const locale = localeOf((await file.json()) as Record<string, string>, 'Europe/Berlin');
document.documentElement.lang = locale.language;
document.documentElement.dir = query.get('dir') ?? locale.direction;
const all = { ...scenes, ...settingsSamples };
const picture = all[query.get('sample') ?? ''] ?? scenes['empty'];
const surface = query.get('surface') ?? 'popup';
if (!picture) throw new Error('no such sample');
show(surface, picture);

function show(surface: string, picture: Picture): void {
  const host = fakeHost(picture);
  const root = document.getElementById('root');
  if (!root) throw new Error('no root');
  if (surface === 'popup') render(<Popup host={host} />, root);
  else if (surface === 'options') render(<Options host={host} />, root);
  else if (surface === 'diagnostics') render(<Diagnostics host={host} />, root);
  else if (surface === 'onboarding') render(<Onboarding host={host} />, root);
  else if (surface === 'banner') render(<BannerFrame host={host} />, root);
  else if (surface === 'page') render(<IncidentPage picture={picture} />, root);
}

/** The cards as a page of 720 px shows them. */
function IncidentPage({ picture }: { picture: Picture }) {
  const scene = { view: picture.view, now: picture.relayNow, locale };
  return (
    <main class="page">
      <h1>Incidents</h1>
      {picture.view.incidents.map((incident) => (
        <div key={incident.id}>
          <IncidentCard incident={incident} scene={scene} level={2} />
          <Timeline incident={incident} scene={scene} />
        </div>
      ))}
    </main>
  );
}

function fakeHost(picture: Picture): DiagnosticsHost {
  const silence = query.has('silent');
  const answers: Record<string, unknown> = {
    get_picture: picture,
    get_banner: bannerOf(picture),
    get_diagnostics: diagnostics,
    save_subscription: { ok: false, reason: 'unreachable' },
    pair: { ok: false, reason: 'refused' },
    send_signal: { ok: false, reason: 'unreachable' },
  };
  const ask = (type: string) => {
    if (silence) return Promise.reject(new Error('silent'));
    return Promise.resolve(answers[type] ?? null);
  };
  return {
    background: { ask, onChanged: () => () => undefined } as Background,
    clocks: () => ({ wallMs: 0, monotonicMs: 0 }),
    locale,
    browserName: 'chrome',
    suggestedRelayUrl: '',
    builtInPatterns: ['https://*.example.net/*', 'https://wiki.example.com/*'],
    openOptions: () => undefined,
    reload: () => undefined,
    requestPermission: () => Promise.resolve(false),
    removePermission: () => Promise.resolve(false),
    notifications: {
      isAllowed: () => Promise.resolve(query.has('notified')),
      allow: () => Promise.resolve(false),
      takeBack: () => Promise.resolve(true),
    },
    openDiagnostics: () => undefined,
    readFacts: () => Promise.resolve(facts),
    saveFile: () => undefined,
  };
}

function bannerOf(picture: Picture) {
  const tool = {
    id: 'all',
    name: 'All',
    patterns: [],
    services: picture.view.services.map((s) => s.id),
    placement: query.has('pill') ? 'pill' : 'push',
  } as const;
  const banner = bannerFor(
    { ...picture, now: picture.relayNow },
    { ...tool, patterns: [], services: [...tool.services, 'gone'] },
  );
  const { relayNow, link, confirmedAt, view } = picture;
  return banner
    ? { kind: 'banner', banner, services: view.services, relayNow, link, confirmedAt, canBeSeen: true }
    : { kind: 'none' };
}
