/** A secret in a field that it can be copied from whole. */
export function ShownOnce({ id, label, text }: { id: string; label: string; text: string }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} rows={2} value={text} readOnly autoComplete="off" spellcheck={false} />
    </div>
  );
}

/** The way on, once it was copied. */
export function Copied({ href }: { href: string }) {
  return (
    <p class="actions start">
      <a class="button strong" href={href}>
        I have copied it
      </a>
    </p>
  );
}
