import type { ComponentChildren } from 'preact';

interface PanelProps {
  /** Also where the list of contents leads. */
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** One section of the settings or of the diagnostics. */
export function Panel({ id, title, children }: PanelProps) {
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 class="heading" id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
