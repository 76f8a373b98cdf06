/**
 * The one script of the pages, as text. It takes the code out of the fragment and out of the address bar, so that it stays
 * in no history, and exchanges it for a session.
 */
export const signInScriptText = `'use strict';
const code = location.hash.slice(1);
if (code) {
  history.replaceState(null, '', location.pathname + location.search);
  const tell = (text) => { document.getElementById('status').textContent = text; };
  tell('Signing in…');
  fetch('/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code, to: new URLSearchParams(location.search).get('to') }),
  }).then(
    async (answer) => answer.ok
      ? location.replace((await answer.json()).next)
      : tell(answer.status === 503
        ? 'The relay cannot take the code now. Wait a moment, then open the sign-in address again.'
        : 'This sign-in address is unknown, used or too old. Ask for a new one.'),
    () => tell('The relay could not be reached. Open the sign-in address again.'),
  );
}
`;
