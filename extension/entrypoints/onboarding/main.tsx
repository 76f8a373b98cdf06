import { render } from 'preact';
import { suggestedRelayUrl } from '../../data/build.ts';
import { Onboarding } from '../../pages/onboarding/onboarding.tsx';
import { extensionHost } from '../../pages/extension-host.ts';
import { rootElement } from '../../pages/root-element.ts';

const host = extensionHost(suggestedRelayUrl);
render(<Onboarding host={host} />, rootElement(host.locale, 'onboarding_title'));
