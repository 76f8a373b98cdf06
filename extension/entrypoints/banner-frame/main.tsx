import { render } from 'preact';
import { BannerFrame } from '../../banner/banner-frame.tsx';
import { background } from '../../pages/background.ts';
import { readClocks } from '../../pages/moment.ts';
import { rootElement } from '../../pages/root-element.ts';

render(<BannerFrame host={{ background, clocks: readClocks, locale: {} }} />, rootElement());
