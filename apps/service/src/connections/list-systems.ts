import { connectors, type Connector } from '@doorstep/connectors';
import type { SystemField, SystemShown } from '@doorstep/contracts/http';

interface Property {
  readonly title?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: { readonly enum?: readonly string[] };
  readonly default?: unknown;
  readonly 'x-secret'?: boolean;
}

/** Every system that can be connected, with its settings as the fields of a form. */
export function listSystems(): SystemShown[] {
  return [...connectors.values()].map(systemOf);
}

function systemOf({ spec }: Connector): SystemShown {
  const ways = Object.entries(spec.writes) as ['note' | 'raise' | 'task', { can: boolean; byHand?: string }][];
  return {
    name: spec.name,
    title: spec.title,
    reads: [...new Set(spec.streams.map(({ entity }) => entity))],
    writes: ways.flatMap(([way, { can }]) => (can ? [way] : [])),
    cannot: ways.flatMap(([, { byHand }]) => (byHand === undefined ? [] : [byHand])),
    askFor: [...spec.askFor],
    fields: fieldsOf(spec.configuration),
  };
}

/** The fields of a form, from a connector's JSON Schema. */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): SystemField[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Property>>;
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.entries(properties).map(([name, property]) => ({
    name,
    label: property.title ?? name,
    kind: kindOf(property),
    isRequired: required.includes(name),
    choices: [...(property.enum ?? property.items?.enum ?? [])],
    standsFor: property.default === undefined ? null : [property.default].flat().join(', '),
  }));
}

function kindOf(property: Property): SystemField['kind'] {
  if (property['x-secret'] === true) return 'secret';
  if (property.enum) return 'choice';
  if (property.type === 'array') return 'choices';
  if (property.type === 'integer' || property.type === 'number') return 'number';
  return property.format === 'uri' ? 'address' : 'text';
}
