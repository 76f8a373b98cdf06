import { render } from 'preact';
import { suggestedRelayUrl } from '../../data/build.ts';
import { Popup } from '../../pages/popup/popup.tsx';
import { extensionHost } from '../../pages/extension-host.ts';
import { rootElement } from '../../pages/root-element.ts';

const host = extensionHost(suggestedRelayUrl);
render(<Popup host={host} />, rootElement(host.locale, 'manifest_name'));
