/** Reads rows of the database under trial. */
export type Rows = <Row extends object>(sql: string) => Promise<Row[]>;

/** Table → the rows of the mirror as text, each under the key the housing system gave it. */
export type Contents = ReadonlyMap<string, readonly { readonly key: string; readonly content: string }[]>;

const own = `- ARRAY['id', 'organisation_id', 'connection_id', 'home_id', 'first_seen_at', 'changed_at']`;
const home = `jsonb_build_object('home', (SELECT h.reference_id FROM homes h WHERE h.id = t.home_id))`;
const mirrored = (table: string, more = `'{}'`) =>
  `SELECT t.reference_id AS key, ((to_jsonb(t) ${own}) || ${more})::text AS content FROM ${table} t`;

const everyRecord = `(SELECT id, reference_id FROM homes UNION ALL SELECT id, reference_id FROM people
  UNION ALL SELECT id, reference_id FROM tenancies UNION ALL SELECT id, reference_id FROM repairs
  UNION ALL SELECT id, reference_id FROM cases)`;

/** Our own ids and the moments of our own writing are left out: two runs never agree on them. */
const queries: Readonly<Record<string, string>> = {
  homes: mirrored('homes'),
  people: mirrored('people'),
  tenancies: mirrored('tenancies', home),
  repairs: mirrored('repairs', home),
  cases: mirrored('cases'),
  appointments: `SELECT r.reference_id || ' ' || t.reference_id AS key,
    (to_jsonb(t) - ARRAY['id', 'organisation_id', 'repair_id'])::text AS content
    FROM appointments t JOIN repairs r ON r.id = t.repair_id`,
  other_references: `SELECT x.reference_id || ' ' || t.allocated_by || ' ' || t.reference_id AS key, t.entity AS content
    FROM other_references t JOIN ${everyRecord} x ON x.id = t.entity_id`,
  tenancy_parties: `SELECT p.reference_id || ' ' || t.tenancy_reference_id AS key,
    concat_ws(' ', t.is_responsible, t.resolution, n.reference_id) AS content
    FROM tenancy_parties t JOIN people p ON p.id = t.person_id LEFT JOIN tenancies n ON n.id = t.tenancy_id`,
  case_subjects: `SELECT c.reference_id || ' ' || t.allocated_by || ' ' || t.reference_id AS key, '' AS content
    FROM case_subjects t JOIN cases c ON c.id = t.case_id`,
  held_rows: `SELECT stream || ' ' || key || ' ' || code AS key, (released_at IS NULL)::text AS content FROM held_rows`,
  unknown_codes: `SELECT stream || ' ' || field || ' ' || value AS key, '' AS content FROM unknown_codes`,
  contacts: `SELECT split_part(t.allocated_by, '/', 2) || ' ' || t.reference_id AS key,
    concat_ws(' ', t.type_code, t.type_source, h.reference_id, n.reference_id, r.reference_id) AS content
    FROM contacts t
    JOIN connections c ON t.allocated_by LIKE c.id || '/%'
    LEFT JOIN homes h ON h.id = t.home_id
    LEFT JOIN tenancies n ON n.id = t.tenancy_id
    LEFT JOIN repairs r ON r.id = t.repair_id`,
};

/** Everything a sync leaves behind, comparable between two databases. */
export async function storeContents(rows: Rows): Promise<Contents> {
  const contents = new Map<string, { key: string; content: string }[]>();
  for (const [table, query] of Object.entries(queries)) {
    contents.set(table, await rows<{ key: string; content: string }>(`${query} ORDER BY 1`));
  }
  return contents;
}
