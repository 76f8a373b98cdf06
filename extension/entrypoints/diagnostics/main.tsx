import { render } from 'preact';
import { suggestedRelayUrl } from '../../data/build.ts';
import { readBrowserFacts } from '../../pages/diagnostics/browser-facts.ts';
import { Diagnostics } from '../../pages/diagnostics/diagnostics.tsx';
import { saveFile } from '../../pages/diagnostics/save-file.ts';
import { extensionHost } from '../../pages/extension-host.ts';
import { rootElement } from '../../pages/root-element.ts';

const host = extensionHost(suggestedRelayUrl);
render(
  <Diagnostics host={{ ...host, readFacts: () => readBrowserFacts(host), saveFile }} />,
  rootElement(host.locale, 'diagnostics_title'),
);
