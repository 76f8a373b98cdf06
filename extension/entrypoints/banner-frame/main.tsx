import { render } from 'preact';
import { BannerFrame } from '../../banner/banner-frame.tsx';
import { browserLocale } from '../../data/browser-locale.ts';
import { background } from '../../pages/background.ts';
import { readClocks } from '../../pages/moment.ts';
import { rootElement } from '../../pages/root-element.ts';

const locale = browserLocale();
render(
  <BannerFrame host={{ background, clocks: readClocks, locale }} />,
  rootElement(locale, 'banner_title'),
);
