/** Narrows a list. It asks by GET, so that what was found has an address. */
export function SearchForm({ query, label }: { query: URLSearchParams; label: string }) {
  return (
    <form class="filters" method="get" role="search">
      <div class="field">
        <label for="q">{label}</label>
        <input id="q" name="q" type="search" value={query.get('q') ?? ''} />
      </div>
      <button class="button">Search</button>
    </form>
  );
}

/** True where one of the texts holds what is searched for, or nothing is. */
export function sought(query: URLSearchParams, ...texts: readonly string[]): boolean {
  const wanted = query.get('q')?.trim().toLowerCase() ?? '';
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
