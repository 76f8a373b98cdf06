import type { ToolPage } from './tool-pages.ts';

/*
 * Tools that are hard to be a guest in. What a person must be able to reach bears `data-needed`. `spots` says where the bar
 * ends up for each placement that was chosen.
 */

export type Placement = 'bottom' | 'top' | 'push' | 'pill';

/** As `where` reads it off the host: its form, its edge, and for a pill the corner. */
type Spot =
  | `${'bar' | 'strip'} ${'bottom' | 'top'}`
  | `pill ${'bottom' | 'top'} ${'left' | 'right'}${'' | ' raised'}`;

export interface HardTool extends ToolPage {
  /** What is hard about it; the page's path too. */
  readonly name: string;
  readonly spots: Readonly<Record<Placement, Spot>>;
  /** True where the frame cannot load, so that the strip without words stands for it. */
  readonly isMute?: boolean;
}

const paragraphs = '<p>Accounts, deals and notes.</p>'.repeat(80);
const head = (style = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tool</title><link rel="icon" href="data:,"><style>body{margin:0}${style}</style></head>`;
const header =
  '<header data-needed><button>Menu</button> <b>Tool</b> <input aria-label="Search"> <button>Account</button></header>';
const headerStyle =
  'header{display:flex;justify-content:space-between;height:48px;width:100%;background:#dde}';

const everywhere = {
  bottom: 'bar bottom',
  top: 'bar top',
  push: 'bar top',
  pill: 'pill bottom right',
} as const;
const notAtTop = { ...everywhere, top: 'bar bottom', push: 'bar bottom' } as const;

export const hardTools: readonly HardTool[] = [
  {
    name: 'strict-csp',
    html: `${head()}<body>${paragraphs}</body></html>`,
    headers: {
      'content-security-policy':
        "default-src 'none'; frame-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
    spots: everywhere,
  },
  {
    name: 'coep',
    html: `${head()}<body>${paragraphs}</body></html>`,
    headers: {
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    },
    spots: everywhere,
  },
  {
    name: 'fixed-header',
    html: `${head(`${headerStyle}header{position:fixed;top:0}body{padding-top:48px}`)}<body>${header}${paragraphs}</body></html>`,
    spots: notAtTop,
  },
  {
    name: 'sticky-header',
    html: `${head(`${headerStyle}header{position:sticky;top:0}`)}<body>${header}${paragraphs}</body></html>`,
    spots: notAtTop,
  },
  {
    name: 'header-in-flow',
    html: `${head(headerStyle)}<body>${header}${paragraphs}</body></html>`,
    // It scrolls away, and never out from under a bar that lies over the top; room can be made above it.
    spots: { ...everywhere, top: 'bar bottom' },
  },
  {
    name: 'fixed-footer',
    html: `${head('footer{position:fixed;bottom:0;width:100%;height:40px;background:#dde}')}<body>${paragraphs}<footer data-needed><button>Accept</button></footer></body></html>`,
    spots: { bottom: 'bar top', top: 'bar top', push: 'bar top', pill: 'pill top right' },
  },
  {
    name: 'chat-bubble',
    html: `${head('#chat{position:fixed;bottom:20px;right:20px;width:60px;height:60px;border-radius:50%}')}<body>${paragraphs}<button id="chat" data-needed>Chat</button></body></html>`,
    spots: { ...everywhere, pill: 'pill bottom left' },
  },
  {
    name: 'flex-body',
    html: `${head('html{display:flex}body{display:flex;flex:1;gap:8px;min-height:100vh}body>*{flex:1}')}<body><nav>Deals</nav><main>${paragraphs}</main></body></html>`,
    spots: everywhere,
  },
  {
    name: 'grid-body-of-full-height',
    html: `${head(`${headerStyle}html,body{height:100%}body{display:grid;grid-template-rows:auto 1fr auto}main{overflow:auto}form{height:48px}`)}<body>${header}<main>${paragraphs}</main><form data-needed><input aria-label="Reply"><button>Send</button></form></body></html>`,
    // Neither bar nor pill may lie over header or reply, so nothing is left at the edges but the corners that hold no control.
    spots: {
      bottom: 'pill bottom right',
      top: 'pill bottom right',
      push: 'bar top',
      pill: 'pill bottom right',
    },
  },
  {
    name: 'full-screen-app',
    html: `${head(`${headerStyle}#app{position:fixed;inset:0;display:flex;flex-direction:column}main{flex:1;overflow:auto}footer{display:flex;justify-content:space-between;height:48px}`)}<body><div id="app">${header}<main>${paragraphs}</main><footer data-needed><button>Reply</button><button style="flex:1">Write</button><button>Send</button></footer></div></body></html>`,
    spots: {
      bottom: 'pill bottom right raised',
      top: 'pill top right raised',
      push: 'pill bottom right raised',
      pill: 'pill bottom right raised',
    },
  },
  {
    name: 'overlay-of-greatest-z-index',
    html: `${head('#modal{position:fixed;inset:0;z-index:2147483647;background:#fffc}#modal form{position:absolute;bottom:0;width:100%;display:flex}button{flex:1;height:48px}')}<body>${paragraphs}<div id="modal" role="dialog"><form data-needed><button>Cancel</button><button>Delete</button></form></div></body></html>`,
    spots: { bottom: 'bar top', top: 'bar top', push: 'bar top', pill: 'pill top right' },
  },
  {
    name: 'modal-dialog',
    html: `${head('dialog{margin:auto auto 0;width:100%;box-sizing:border-box}')}<body>${paragraphs}<dialog data-needed><button>Cancel</button><button>Delete</button></dialog><script>document.querySelector('dialog').showModal()</script></body></html>`,
    // The browser lays it over everything else and makes all of that inert.
    spots: everywhere,
  },
  {
    name: 'iframes',
    html: `${head('iframe{border:0;width:100%;height:100vh;display:block}')}<body><iframe src="/strict-csp" title="Tool"></iframe></body></html>`,
    // It is made to fit its window, so there is no room to make above it.
    spots: { ...everywhere, push: 'bar bottom' },
  },
  {
    name: 'csp-sandbox',
    html: `${head()}<body>${paragraphs}</body></html>`,
    headers: { 'content-security-policy': 'sandbox allow-scripts' },
    isMute: true,
    spots: { bottom: 'strip bottom', top: 'strip top', push: 'strip top', pill: 'strip bottom' },
  },
];
