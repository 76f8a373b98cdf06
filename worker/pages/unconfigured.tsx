import type { Fault } from '../../shared/protocol/problem.ts';
import { Layout } from './layout.tsx';
import { pageResponse } from './page-response.ts';

/** All that a relay says whose settings are wrong: which, each with what it must be. Never what stands in them. */
export function unconfiguredPage(faults: readonly Fault[]): Promise<Response> {
  const page = (
    <Layout title="Not set up" person={null}>
      <h1>This relay is not set up</h1>
      <p>It serves nothing until these settings are right. Whoever runs it can mend them:</p>
      <ul>
        {faults.map(({ path, message }) => (
          <li key={path}>
            <code>{path}</code> {message}.
          </li>
        ))}
      </ul>
    </Layout>
  );
  return pageResponse(page, { status: 503 });
}
