/** A form as a browser without script would send it. */
export interface PageForm {
  readonly action: string;
  readonly values: URLSearchParams;
}

/** The forms of a page with what stands in their fields, submit buttons left out. */
export async function formsOf(response: Response): Promise<PageForm[]> {
  const forms: PageForm[] = [];
  const last = () => forms.at(-1)?.values;
  let select = '';
  let area = '';
  const rewriter = new HTMLRewriter()
    .on('form', {
      element: (form) => {
        forms.push({ action: form.getAttribute('action') ?? '', values: new URLSearchParams() });
      },
    })
    .on('form input', {
      element: (input) => {
        const isOff =
          /^(checkbox|radio)$/.test(input.getAttribute('type') ?? '') && !input.hasAttribute('checked');
        if (!isOff)
          last()?.append(input.getAttribute('name') ?? '', decode(input.getAttribute('value') ?? ''));
      },
    })
    .on('form textarea', {
      element: (textarea) => {
        const name = textarea.getAttribute('name') ?? '';
        area = '';
        textarea.onEndTag(() => last()?.append(name, decode(area)));
      },
      text: (chunk) => {
        area += chunk.text;
      },
    })
    .on('form select', {
      element: (element) => {
        select = element.getAttribute('name') ?? '';
      },
    })
    .on('form option[selected]', {
      element: (option) => {
        last()?.append(select, option.getAttribute('value') ?? '');
      },
    });
  await rewriter.transform(response).text();
  return forms;
}

/** The one form that does this, perhaps to this noun. */
export async function formThat(response: Response, does: string, id?: string): Promise<PageForm> {
  const forms = await formsOf(response);
  const form = forms.find(({ values }) => values.get('do') === does && (!id || values.get('id') === id));
  if (!form) throw new Error(`no form that does ${does}`);
  return form;
}

function decode(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
