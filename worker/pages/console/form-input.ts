/*
 * What was typed, in the form of the API's bodies. Nothing is checked here: the same schemas and the same hub decide as for
 * a call of the API. An empty field is one that says nothing.
 */

/** The body of `openIncident` and `publishDraft`. */
export function openingOf(values: URLSearchParams): Record<string, unknown> {
  return {
    title: values.get('title') ?? '',
    severity: values.get('severity') ?? '',
    services: impactsOf(values),
    ...given('phase', text(values, 'phase')),
    message: values.get('message') ?? '',
    ...given('nextUpdateMinutes', number(values, 'nextUpdateMinutes')),
    ...given('workaround', text(values, 'workaround')),
    ...given('customerMessage', text(values, 'customerMessage')),
    links: linksOf(values),
    audiences: values.getAll('audiences'),
  };
}

/** The body of `postUpdate`. */
export function updateOf(values: URLSearchParams): Record<string, unknown> {
  return {
    message: values.get('message') ?? '',
    ...given('phase', text(values, 'phase')),
    ...given('severity', text(values, 'severity')),
    services: impactsOf(values),
    ...given('nextUpdateMinutes', number(values, 'nextUpdateMinutes')),
    ...given('workaround', text(values, 'workaround')),
    ...given('customerMessage', text(values, 'customerMessage')),
    ...(values.has('reopen') ? { reopen: true } : {}),
  };
}

/** Services by their fields `impact.<id>`, and the one that was added beside them. */
function impactsOf(values: URLSearchParams): { id: string; impact: string }[] {
  const named = [...values]
    .filter(([field, impact]) => field.startsWith('impact.') && impact !== '')
    .map(([field, impact]) => ({ id: field.slice('impact.'.length), impact }));
  const added = text(values, 'alsoService');
  return added === undefined ? named : [...named, { id: added, impact: values.get('alsoImpact') ?? '' }];
}

/** Links by their rows; a row with neither address nor label is none. */
function linksOf(values: URLSearchParams): { label: string; url: string; kind: string }[] {
  const [labels, kinds] = [values.getAll('linkLabel'), values.getAll('linkKind')];
  return values
    .getAll('linkUrl')
    .map((url, row) => ({
      label: labels[row]?.trim() || hostOf(url),
      url: url.trim(),
      kind: kinds[row] ?? 'other',
    }))
    .filter((link) => link.url !== '' || link.label !== '');
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function text(values: URLSearchParams, field: string): string | undefined {
  const value = values.get(field);
  return value === null || value.trim() === '' ? undefined : value;
}

/** What is no number stays as it was typed, for the schema to refuse. */
function number(values: URLSearchParams, field: string): number | string | undefined {
  const typed = text(values, field);
  return typed !== undefined && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}

function given(field: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [field]: value };
}
