import { render } from 'preact';
import { suggestedRelayUrl } from '../../data/build.ts';
import { Onboarding } from '../../pages/onboarding/onboarding.tsx';
import { extensionHost } from '../../pages/extension-host.ts';
import { rootElement } from '../../pages/root-element.ts';

render(<Onboarding host={extensionHost(suggestedRelayUrl)} />, rootElement());
