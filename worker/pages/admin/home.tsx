import { ToneShape } from '../../../shared/ui/tone-shape.tsx';
import { now } from '../../clock.ts';
import { adminPage } from './admin-page.tsx';
import type { AdminVisit } from './admin-visit.ts';
import { attentionIn } from './attention.ts';
import { callApi } from './call-api.ts';
import { loadCatalogue } from './catalogue.ts';
import { sections } from './sections.ts';

/** What needs an admin, worst first, and how much there is of everything. */
export async function adminHomePage(visit: AdminVisit): Promise<Response> {
  const [catalogue, tokens, devices, waiting, asking] = await Promise.all([
    loadCatalogue(visit),
    callApi(visit, 'listTokens'),
    callApi(visit, 'listDevices'),
    callApi(visit, 'listConfirmations'),
    callApi(visit, 'listAccessRequests'),
  ]);
  const tokensInUse = tokens.ok ? tokens.value.tokens.filter(isInUse) : [];
  const devicesInUse = devices.ok ? devices.value.devices.filter(isInUse) : [];
  const points = attentionIn(
    {
      ...catalogue,
      tokens: tokensInUse,
      devices: devicesInUse,
      confirmations: waiting.ok ? waiting.value.confirmations.length : 0,
      requests: asking.ok ? asking.value.requests.length : 0,
    },
    now(),
  );
  const tallies = [
    { section: sections.services, count: catalogue.services.length },
    { section: sections.tools, count: catalogue.tools.length },
    { section: sections.audiences, count: catalogue.audiences.length },
    { section: sections.sources, count: catalogue.sources.length },
    { section: sections.devices, count: devicesInUse.length },
    { section: sections.tokens, count: tokensInUse.length },
  ];
  return adminPage({
    person: visit.person,
    section: 'home',
    title: 'Overview',
    children: (
      <>
        <h2>{points.length === 0 ? 'Nothing needs you' : 'Needs you'}</h2>
        {points.length === 0 ? (
          <p class="lead">
            No source is refused, no token is about to end, and everything that is kept here is in use.
          </p>
        ) : (
          <ul class="todo">
            {points.map(({ tone, text, href, words }) => (
              <li key={`${href} ${text}`} data-tone={tone}>
                <ToneShape tone={tone} />
                <span>
                  <span dir="auto">{text}</span> <a href={href}>{words}</a>
                </span>
              </li>
            ))}
          </ul>
        )}
        <h2>What is kept</h2>
        <ul class="tallies">
          {tallies.map(({ section, count }) => (
            <li key={section.path}>
              <a href={section.path}>
                <strong>{count}</strong>
                <span>{section.name}</span>
              </a>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

function isInUse({ revokedAt, expiresAt }: { revokedAt: string | null; expiresAt: string }): boolean {
  return revokedAt === null && expiresAt > now();
}
