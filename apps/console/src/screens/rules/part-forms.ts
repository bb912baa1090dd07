import type { RuleChoices } from '@doorstep/contracts/http';
import type { Draft, RuleField } from './draft.js';

/** What the small form of a part is given. */
export interface PartProps {
  readonly draft: Draft;
  readonly choices: RuleChoices;
  readonly write: (change: Partial<Draft>) => void;
  /** What is to be mended in a field, where it is time to say so. */
  readonly wrongIn: (field: RuleField) => string | undefined;
}

/** The `id` and the `name` of a field's first control. */
export const idOf = (field: RuleField) => `rule-${field}`;
