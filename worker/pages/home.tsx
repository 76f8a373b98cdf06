import { isRejection } from '../../shared/core/rejection.ts';
import { summarise } from '../../shared/core/summary.ts';
import type { View } from '../../shared/protocol/view.ts';
import { IncidentCard } from '../../shared/ui/incident-card.tsx';
import { MaintenanceCard } from '../../shared/ui/maintenance-card.tsx';
import { Time } from '../../shared/ui/time.tsx';
import type { Caller } from '../hub/hub-api.ts';
import { Layout } from './layout.tsx';
import { refusalPage } from './message-page.tsx';
import { pageResponse } from './page-response.ts';
import { pageTable } from './page-table.ts';
import { sceneOf } from './scene.ts';
import type { Visit } from './visit.ts';

/** What is going on, for whoever is signed in; for others, what this is. */
export async function homePage({ person, hub }: Visit): Promise<Response> {
  if (!person) return pageResponse(<Welcome />);
  const reading = await hub((h) => h.readView(person));
  if (isRejection(reading)) return refusalPage(reading.rejected, person);
  return pageResponse(<Home view={JSON.parse(reading.view) as View} person={person} />);
}

function Welcome() {
  return (
    <Layout title="What this is" person={null}>
      <h1>Incidents, where you already look</h1>
      <p>
        Masthead tells the people of a company what is going on with its services: in the toolbar of their
        browser, and inside the work tools that an incident affects.
      </p>
      <p>
        To read it, install the extension, or <a href={pageTable.signIn.path}>sign in</a>.
      </p>
    </Layout>
  );
}

function Home({ view, person }: { view: View; person: Caller }) {
  const { live, over, planned } = summarise(view);
  const scene = sceneOf(view);
  const heading =
    live.length === 0 ? 'No known incidents' : live.length === 1 ? '1 incident' : `${live.length} incidents`;
  return (
    <Layout title={heading} person={person}>
      <h1>{heading}</h1>
      {/* The page does not change by itself: what it says holds for the moment it names. */}
      <p class="detail">
        As of <Time at={scene.now} scene={scene} />. Reload to ask again.
      </p>
      {[...live, ...over].map((incident) => (
        <section key={incident.id} class="field">
          <IncidentCard incident={incident} scene={scene} level={2} />
          <a href={`/incidents/${incident.id}`} aria-describedby={`title-${incident.id}`}>
            All updates
          </a>
        </section>
      ))}
      {planned.map((maintenance) => (
        <MaintenanceCard key={maintenance.id} maintenance={maintenance} scene={scene} level={2} />
      ))}
    </Layout>
  );
}
