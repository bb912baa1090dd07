import type { Mapping } from '../reading/mapping.js';

/** Rows of `tenancy_parties` that belong to each row, under `parties`. */
export interface Parties {
  /** The column of `tenancy_parties` that holds the row's own id. */
  readonly by: 'tenancy_id' | 'person_id';
  readonly columns: readonly string[];
}

/** A stream: the view of its name, the columns that are taken of it, and what a row means. */
export interface View<Row = unknown> {
  readonly mapping: Mapping<Row>;
  /** Besides `source_id` and the position. */
  readonly required: readonly string[];
  /** Null where the view has none of that name. */
  readonly optional: readonly string[];
  readonly parties?: Parties;
}

export function defineView<Row>(view: View<Row>): View {
  return view as View;
}
