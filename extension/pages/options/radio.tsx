import { useId } from 'preact/hooks';

interface RadioProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** One of several ways, with what it means. */
export function Radio({ name, label, hint, isChosen, onChoose }: RadioProps) {
  const id = useId();
  return (
    <div class="choice">
      <input
        type="radio"
        id={id}
        name={name}
        checked={isChosen}
        aria-describedby={`${id}-hint`}
        onChange={onChoose}
      />
      <div>
        <label for={id}>{label}</label>
        <p class="detail" id={`${id}-hint`}>
          {hint}
        </p>
      </div>
    </div>
  );
}
