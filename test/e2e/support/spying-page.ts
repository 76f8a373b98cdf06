/* Runs inside a tool page, as that page's own script would: it may use nothing from outside its own body. */

interface Traces {
  readonly messages: string[];
  readonly changes: string[];
  readonly hooked: string[];
}

interface SpyingWindow extends Window {
  traces?: Traces;
}

/** Lays the traps: watches the document, listens to messages, and hooks what a script would call to build a banner. */
export function listenToPage(): void {
  const traces: Traces = { messages: [], changes: [], hooked: [] };
  (window as SpyingWindow).traces = traces;
  addEventListener('message', (event) => traces.messages.push(JSON.stringify(event.data)));
  new MutationObserver((records) => {
    for (const record of records) {
      for (const node of record.addedNodes)
        traces.changes.push(node instanceof Element ? node.outerHTML : '');
      if (record.target instanceof Element)
        traces.changes.push(record.target.cloneNode(false).textContent ?? '');
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  const hook = (owner: object, name: string) => {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== 'function') return;
    Reflect.set(owner, name, function hooked(this: unknown, ...words: unknown[]) {
      traces.hooked.push(`${name}(${words.map(String).join()})`);
      return Reflect.apply(original, this, words) as unknown;
    });
  };
  hook(Element.prototype, 'attachShadow');
  hook(Element.prototype, 'append');
  hook(Element.prototype, 'setAttribute');
  hook(Node.prototype, 'appendChild');
  hook(Document.prototype, 'createElement');
}

/** What the traps have caught, and what the browser's own records show by now. */
export function readTraces() {
  const traces = (window as SpyingWindow).traces ?? { messages: [], changes: [], hooked: [] };
  return {
    ...traces,
    hasSeenHost: traces.changes.some((html) => html !== ''),
    timings: performance.getEntries().map((entry) => entry.name),
  };
}
