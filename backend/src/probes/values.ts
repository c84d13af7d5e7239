import { filledValues, type MethodDefinition } from '@drawbridge/catalog';

export type Values = Readonly<Record<string, string>>;

/** Every value that templates may name: defaults, what is known, and parts of fields that others are made of. */
export function valuesOf(method: MethodDefinition, fields: Values, known: Values = {}): Values {
  const values: Record<string, string> = {};
  for (const field of method.fields) if (field.default !== undefined) values[field.key] = field.default;
  for (const [name, value] of Object.entries({ ...known, ...fields })) if (value !== '') values[name] = value;
  return { ...filledValues(method, { from: 'field', values }), ...values };
}

/** A value of a reply as the text of a field; undefined for what cannot be one. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '' && value.length <= 8192) return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
