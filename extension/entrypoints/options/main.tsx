import { render } from 'preact';
import { suggestedRelayUrl } from '../../data/build.ts';
import { Options } from '../../pages/options/options.tsx';
import { extensionHost } from '../../pages/extension-host.ts';
import { rootElement } from '../../pages/root-element.ts';

const host = extensionHost(suggestedRelayUrl);
render(<Options host={host} />, rootElement(host.locale, 'options_title'));
