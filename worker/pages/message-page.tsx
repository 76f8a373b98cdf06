import type { ComponentChildren } from 'preact';
import { type ProblemCode, problems } from '../../shared/protocol/problem.ts';
import type { Caller } from '../hub/hub-api.ts';
import { Layout } from './layout.tsx';
import { pageResponse } from './page-response.ts';
import { pageTable } from './page-table.ts';

/** The page for a refusal of the catalogue, in words and with what to do. */
export function refusalPage(
  code: ProblemCode,
  person: Caller | null,
  meantFor: 'liaison' | 'admin' = 'liaison',
): Promise<Response> {
  const { status, title } = problems[code];
  const words = code === 'forbidden' && meantFor === 'admin' ? forAdmins : wordsOf[code];
  return messagePage(status, person, words ?? { heading: 'That did not work', text: title });
}

const forAdmins = {
  heading: 'This page is for admins',
  text: 'Admins keep people, services and sources. Ask one of them for what you need.',
};

const wordsOf: Partial<Record<ProblemCode, { heading: string; text: ComponentChildren }>> = {
  unauthenticated: {
    heading: 'Sign in to read this',
    text: (
      <>
        This page is for people of the company. Open the sign-in address that the relay printed when it
        started, or <a href={pageTable.signIn.path}>enter your sign-in code</a>, then come back here.
      </>
    ),
  },
  not_found: {
    heading: 'There is nothing here',
    text: 'There is nothing at this address that you may read. It may have been mistyped, or be meant for others.',
  },
  forbidden: {
    heading: 'This page is for liaisons',
    text: 'Liaisons write the updates. Ask an admin if you should be one.',
  },
  foreign_origin: {
    heading: 'The request came from another site',
    text: 'Nothing was changed. Open the page here and send it again.',
  },
  internal_error: {
    heading: 'The relay failed',
    text: 'It could not make this page. What was stored before is safe. Try again in a moment.',
  },
  overloaded: { heading: 'The relay is busy', text: 'Try again in a moment.' },
};

function messagePage(
  status: number,
  person: Caller | null,
  { heading, text }: { heading: string; text: ComponentChildren },
): Promise<Response> {
  const page = (
    <Layout title={heading} person={person}>
      <h1>{heading}</h1>
      <p>{text}</p>
    </Layout>
  );
  return pageResponse(page, { status });
}
