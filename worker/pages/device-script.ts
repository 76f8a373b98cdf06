/**
 * The script of `/device`, as text. It takes the user code out of the fragment and out of the address bar, and enters it as a person
 * would. Whoever has to sign in first finds it again in the same tab; what it is compared with stands in the extension.
 */
export const deviceScriptText = `'use strict';
const KEPT = 'masthead-user-code';
const code = decodeURIComponent(location.hash.slice(1)) || sessionStorage.getItem(KEPT);
if (location.hash) history.replaceState(null, '', location.pathname);
const form = document.getElementById('enter');
const signIn = document.getElementById('sign-in');
if (code && form) {
  sessionStorage.removeItem(KEPT);
  form.elements.code.value = code;
  form.requestSubmit();
} else if (code && signIn) {
  sessionStorage.setItem(KEPT, code);
  location.replace(signIn.href);
}
`;
