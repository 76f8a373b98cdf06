import type { ComponentChildren } from 'preact';
import type { Caller } from '../../hub/hub-api.ts';
import { Layout } from '../layout.tsx';
import { pageResponse } from '../page-response.ts';
import { adminStyle } from './admin-style.ts';
import { type SectionId, sections } from './sections.ts';

interface AdminPage {
  readonly person: Caller;
  readonly section: SectionId;
  readonly title: string;
  /** What can be done from here, beside the heading. */
  readonly action?: ComponentChildren;
  /** What has just been done. */
  readonly notice?: string | undefined;
  readonly children: ComponentChildren;
  /** Other than 200 where a form came back, which the title then says before all else. */
  readonly status?: number;
}

/** An admin page as a response: the navigation at its side, its head, and what it is about. */
export function adminPage(page: AdminPage): Promise<Response> {
  const { person, section, title, action, notice, children, status = 200 } = page;
  const tab = title === sections[section].name ? `${title} · Admin` : `${title} · ${sections[section].name}`;
  return pageResponse(
    <Layout
      title={status !== 200 ? `Error: ${tab}` : tab}
      person={person}
      side={<Side section={section} title={title} />}
      moreStyle={adminStyle}
    >
      <div class="page-head">
        <h1 dir="auto">{title}</h1>
        {action}
      </div>
      {notice && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      {children}
    </Layout>,
    { status, moreStyle: adminStyle },
  );
}

function Side({ section, title }: { section: SectionId; title: string }) {
  return (
    <nav class="side" aria-label="Admin">
      <ul>
        {Object.entries(sections).map(([id, { name, path }]) => (
          <li key={id}>
            <a href={path} aria-current={currentOf(id === section, title === name)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A page below the section's own is in it, but is not it. */
function currentOf(isSection: boolean, isItself: boolean): 'page' | 'true' | undefined {
  if (!isSection) return undefined;
  return isItself ? 'page' : 'true';
}
