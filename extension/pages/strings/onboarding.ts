export const onboarding = {
  title: 'Welcome to Masthead',
  what: 'What this is',
  whatText:
    'When something that you work with breaks, Masthead says so where you already look: a number on its toolbar button, and one line in the tools that are affected. It says what is wrong, since when, and when you will hear more.',
  connectFirst: 'This browser is not connected with your company’s relay yet.',
  allow: 'Allow the tools you work in',
  allowText:
    'To show its line in a tool, Masthead needs your permission for that tool, and for no other page. The browser will call it “read and change your data”. Masthead only adds its line while an incident is going on, reads nothing, and tells nobody which pages you open. Without a permission, button and popup still work.',
  allowed: 'The tools you work in',
  allowedText:
    'Your company has given Masthead permission for these tools, and for no other page. It only adds its line while an incident is going on, reads nothing, and tells nobody which pages you open.',
  allowTool: (tool: string) => `Allow in ${tool}`,
  pin: 'Pin the button',
  pinText: 'So that you see the number without looking for it.',
  pinSteps: {
    chrome: ['Press the puzzle piece beside the address bar.', 'Press the pin beside Masthead.'],
    edge: [
      'Press the puzzle piece beside the address bar.',
      'Press the eye beside Masthead, so that it shows in the toolbar.',
    ],
    firefox: [
      'Press the puzzle piece beside the address bar.',
      'Press the cog beside Masthead, and choose “Pin to Toolbar”.',
    ],
  },
  promise: 'What an empty button means',
  promiseText:
    'No number means that no incident is known to this browser. It is no promise that all is well: something may have broken a minute ago. A question mark means that Masthead is cut off and knows nothing. Open the button to see when the status was last confirmed.',
  trust:
    'Masthead never asks for a password, and never says “all is well” inside a web page. The toolbar button is where to check.',
} as const;
