import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { OnboardingView } from '../../../extension/pages/onboarding/onboarding.tsx';
import { picture } from '../../ui/gallery/samples.ts';
import { silentHost } from './silent-host.ts';

const { tools } = picture().view;

function onboarding(builtInPatterns: readonly string[], allowedToolIds: readonly string[]): string {
  return renderToString(
    <OnboardingView
      host={{ ...silentHost, builtInPatterns }}
      picture={picture({ allowedToolIds: [...allowedToolIds] })}
      refresh={() => Promise.resolve(null)}
    />,
  );
}

describe('the onboarding page', () => {
  it('asks for no permission where the company has given every one', () => {
    const html = onboarding(
      tools.flatMap((tool) => tool.patterns),
      tools.map((tool) => tool.id),
    );
    expect(html).toContain('Your company has given Masthead permission');
    expect(html).not.toMatch(/needs your permission|Allow in/);
  });

  it('asks by the name of the tool where one is left to the person', () => {
    const html = onboarding(['https://crm.example.com/*'], ['crm']);
    expect(html).toContain('needs your permission');
    expect(html).toContain('Allow in Help desk');
    expect(html).not.toContain('Allow in CRM');
  });
});
