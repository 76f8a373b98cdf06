import type { ComponentChildren } from 'preact';
import { hasRole } from '../../shared/model/person.ts';
import type { Caller } from '../hub/hub-api.ts';
import { pageLocale } from './locale.ts';
import { pageTable } from './page-table.ts';
import { style } from './style.ts';

interface LayoutProps {
  readonly title: string;
  readonly person: Caller | null;
  readonly children: ComponentChildren;
  /** Address of a script file of ours. */
  readonly script?: string;
  /** Stands beside what the page is about: the way around its part of the relay. */
  readonly side?: ComponentChildren;
  readonly moreStyle?: string;
}

/** The frame of every page: where one is, who one is, and in which zone times are told. */
export function Layout({ title, person, children, script, side, moreStyle }: LayoutProps) {
  return (
    <html lang={pageLocale.language} dir={pageLocale.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Masthead`}</title>
        <style>{style}</style>
        {moreStyle && <style>{moreStyle}</style>}
        {script && <script src={script} defer />}
      </head>
      <body>
        {side && (
          <a class="skip" href="#page">
            Skip to what this page is about
          </a>
        )}
        <header class="site">
          <a href={pageTable.home.path}>
            <strong>Masthead</strong>
          </a>
          {person && <Navigation person={person} />}
        </header>
        {side ? (
          <div class="with-side">
            {side}
            <main id="page">{children}</main>
          </div>
        ) : (
          <main>{children}</main>
        )}
        <footer class="detail">Times are told in UTC.</footer>
      </body>
    </html>
  );
}

function Navigation({ person }: { person: Caller }) {
  return (
    <nav aria-label="Masthead">
      {hasRole(person.role, 'liaison') && <a href={pageTable.console.path}>Console</a>}
      {hasRole(person.role, 'admin') && <a href={pageTable.adminHome.path}>Admin</a>}
      <a href={pageTable.devices.path}>Browsers</a>
      <span class="detail">Signed in as {person.name}</span>
      <form method="post" action={pageTable.endSession.path}>
        <button class="link-button">Sign out</button>
      </form>
    </nav>
  );
}
