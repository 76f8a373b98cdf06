interface SwitchProps {
  /** What is switched, for those who do not see where it stands. */
  readonly label: string;
  readonly isOn: boolean;
  /** Said beside it: what its present state means. */
  readonly says: string;
  readonly onToggle: () => void;
  /** Cannot be switched; the reason stands beside it. */
  readonly isLocked?: boolean;
}

/** A switch with its state in words. */
export function Switch({ label, isOn, says, onToggle, isLocked = false }: SwitchProps) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      disabled={isLocked}
      onClick={onToggle}
    >
      <span class="switch-track" aria-hidden="true" />
      <span aria-hidden="true">{says}</span>
    </button>
  );
}
