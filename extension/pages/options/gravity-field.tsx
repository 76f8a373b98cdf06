import type { Locale } from '../../../shared/core/locale.ts';
import { severities, type Severity } from '../../../shared/model/severity.ts';

interface GravityFieldProps {
  readonly locale: Locale;
  readonly least: Severity;
  readonly onChange: (least: Severity) => void;
}

/** How grave an incident must be to disturb: in people's words first, the company's scale beside them. */
export function GravityField({ locale: { say }, least, onChange }: GravityFieldProps) {
  return (
    <label class="field">
      <span class="label">{say('services_gravity')}</span>
      <span class="detail">{say('services_gravity_hint')}</span>
      <select
        class="input"
        value={least}
        onChange={({ currentTarget }) => {
          const chosen = severities.find((severity) => severity === currentTarget.value);
          if (chosen) onChange(chosen);
        }}
      >
        {severities.toReversed().map((severity) => (
          <option key={severity} value={severity}>
            {say(`services_gravity_${severity}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
