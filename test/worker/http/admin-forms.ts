import { formsOf, type PageForm } from './forms.ts';
import type { Relay } from './relay.ts';

/** The form of an admin page, filled in as it stands; `at` picks another where a page has several. */
export async function adminForm(response: Response, path: string, at = 0): Promise<PageForm> {
  const forms = (await formsOf(response)).filter(({ values }) => values.has('key'));
  const form = forms[at];
  if (!form) throw new Error(`no form at ${path}`);
  return { action: form.action || path, values: form.values };
}

/** Sends a form with these fields in place of what stood there; a list is a field that occurs more than once. */
export function sendForm(
  relay: Relay,
  { action, values }: PageForm,
  change: Record<string, string | string[]> = {},
): Promise<Response> {
  const form = new URLSearchParams(values);
  for (const [name, value] of Object.entries(change)) {
    form.delete(name);
    for (const one of [value].flat()) form.append(name, one);
  }
  return relay.ask('POST', action, { as: 'admin', form });
}

/** Opens the page as the admin and sends its form. */
export async function fillIn(
  relay: Relay,
  path: string,
  change: Record<string, string | string[]> = {},
): Promise<Response> {
  const page = await relay.ask('GET', path, { as: 'admin' });
  return sendForm(relay, await adminForm(page, path), change);
}
