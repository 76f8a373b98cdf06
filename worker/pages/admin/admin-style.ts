const text = `
.skip { position: absolute; inset-inline-start: -999px; }
.skip:focus { position: static; }
.with-side { max-width: 960px; margin: 0 auto; display: grid; gap: 24px 40px; grid-template-columns: 148px minmax(0, 1fr); align-items: start; }
.with-side main { max-width: 772px; width: 100%; margin: 0; gap: 20px; }
.site:has(+ .with-side), .with-side + footer { max-width: 960px; }
.side ul { display: grid; gap: 2px; }
.side a { display: block; padding: 6px 12px; border-radius: var(--radius); color: var(--ink); text-decoration: none; border-inline-start: 3px solid transparent; }
.side a:hover { text-decoration: underline; }
.side a[aria-current] { background: var(--card); border-inline-start-color: var(--accent); font-weight: 600; }
.page-head { display: flex; flex-wrap: wrap; gap: 8px 16px; justify-content: space-between; align-items: center; }
.page-head .button, .actions .button { text-decoration: none; display: inline-flex; align-items: center; }
.lead { max-width: 68ch; color: var(--ink-soft); }
.start { justify-content: flex-start; }
.stack { display: grid; gap: 8px; }
.panel { padding: 16px; border: 1px solid var(--hairline); border-radius: var(--radius); background: var(--card); display: grid; gap: 12px; }
form.panel { gap: 20px; }
.choices { display: grid; gap: 6px; }
.choices.wide { grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); }
.check { min-height: 24px; }
.check .detail { display: block; font-weight: 400; }
.check input { min-height: 0; flex: none; }
.summary { border-inline-start-color: var(--down-shape); }
.summary ul { display: grid; gap: 4px; margin-top: 8px; }
.summary li { list-style: square inside; }
.empty { padding: 24px 16px; border: 1px dashed var(--control); border-radius: var(--radius); display: grid; gap: 8px; }
.button.danger { border-color: var(--down-ink); color: var(--down-ink); }
.table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--hairline); border-radius: var(--radius); font-size: 14px; }
.table th, .table td { padding: 8px 12px; text-align: start; vertical-align: top; border-top: 1px solid var(--hairline); font-weight: 400; overflow-wrap: break-word; }
.table tbody th, .table .mono, .table .long { overflow-wrap: anywhere; }
.table thead th { border-top: 0; color: var(--ink-soft); font-size: var(--text-detail); font-weight: 600; white-space: nowrap; }
.table tbody th { font-weight: 600; width: 28%; }
.date { white-space: nowrap; }
.mono, .once textarea { font-family: ui-monospace, 'SF Mono', Consolas, 'DejaVu Sans Mono', monospace; font-size: 13px; }
pre { margin: 0; padding: 12px; border: 1px solid var(--hairline); border-radius: var(--radius); background: var(--page); overflow-x: auto; }
.once textarea { min-height: 0; resize: none; overflow-wrap: anywhere; field-sizing: content; }
.once { border-inline-start: 4px solid var(--accent); }
.mark { font-weight: 600; color: var(--tone-ink); white-space: nowrap; }
.mark .shape { width: 12px; height: 12px; vertical-align: -1px; margin-inline-end: 4px; }
.todo { display: grid; gap: 8px; }
.todo li { display: flex; gap: 8px; padding: 12px; border: 1px solid var(--hairline); border-inline-start: 4px solid var(--tone-shape); border-radius: var(--radius); background: var(--card); }
.todo .shape { margin-top: 3px; }
.tallies { display: grid; gap: 8px; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); }
.tallies a { display: grid; padding: 12px; border: 1px solid var(--hairline); border-radius: var(--radius); background: var(--card); color: var(--ink); text-decoration: none; }
.tallies a:hover { border-color: var(--ink); }
.tallies strong { font-size: 20px; }
.filters { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; }
.filters .field { flex: 1 1 140px; }
.mapping { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 2fr) minmax(0, 2fr); gap: 8px; }
.mapping.two { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
.mapping > * { width: 100%; }
@media (max-width: 760px) {
.with-side { grid-template-columns: minmax(0, 1fr); gap: 16px; }
.side ul { display: flex; flex-wrap: wrap; gap: 4px; }
.side a { padding: 4px 10px; border: 1px solid var(--hairline); }
.side a[aria-current] { border-color: var(--accent); }
}
@media (max-width: 560px) {
.table, .table tbody, .table tr, .table th, .table td { display: block; }
.table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.table tbody tr { padding: 10px 12px; border-top: 1px solid var(--hairline); display: grid; gap: 4px; }
.table tbody tr:first-child { border-top: 0; }
.table tbody th, .table tbody td { border: 0; padding: 0; width: auto; }
.table tbody td[data-label] { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 8px; }
.table tbody td[data-label]::before { content: attr(data-label); color: var(--ink-soft); font-size: var(--text-detail); padding-top: 2px; }
.table tbody td:empty { display: none; }
.mapping + .mapping { padding-top: 12px; border-top: 1px solid var(--hairline); }
.mapping, .mapping.two, }
@media (forced-colors: active) {
.side a[aria-current] { border-color: Highlight; }
.todo li { border-inline-start-width: 1px; }
}
`;

/** The style that only admin pages need. */
export const adminStyle = text.replaceAll('\n', '');
