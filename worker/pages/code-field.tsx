import type { InputHTMLAttributes } from 'preact';

interface CodeFieldProps {
  readonly label: string;
  /** Why the code that was entered is none. */
  readonly fault: string | null;
  /** What this kind of code wants of its field besides. */
  readonly more?: InputHTMLAttributes;
}

/** The one field of a page that takes a code. */
export function CodeField({ label, fault, more }: CodeFieldProps) {
  return (
    <div class="field">
      <label for="code">{label}</label>
      <input
        {...more}
        id="code"
        name="code"
        required
        autocomplete="off"
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : 'code-fault'}
      />
      {fault && (
        <p class="fault" id="code-fault">
          {fault}
        </p>
      )}
    </div>
  );
}
