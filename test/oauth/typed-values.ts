import { askedFields, normalizeField, type FieldDefinition, type MethodDefinition } from '@drawbridge/catalog';

/** What a person would type into this field: its example, one of its options, or something of its kind. */
function typed(field: FieldDefinition): string {
  if (field.example !== undefined) return field.example;
  return field.options?.[0]?.value ?? field.default ?? made(field);
}

function made({ key, format, allowedHostSuffixes, hostSuffix }: FieldDefinition): string {
  const host = `acme${allowedHostSuffixes?.[0] ?? '.example.com'}`;
  const byFormat: Partial<Record<FieldDefinition['format'], string>> = {
    url: `https://${host}`,
    host,
    host_label: `acme${hostSuffix ?? ''}`,
    email: 'ada@example.com',
    integer: '4711',
    path: '/',
  };
  return byFormat[format] ?? `${key.replaceAll('_', '-')}-4711`;
}

/** Every field that is asked for, as a person types it. */
export const typedFields = (method: MethodDefinition): Record<string, string> =>
  Object.fromEntries(
    askedFields(method)
      .filter((field) => field.required)
      .map((field) => [field.key, typed(field)]),
  );

/** The value that a provider fills a field with, such as the address of an instance; `turn` tells one from the next. */
export function filledValue(field: FieldDefinition, turn: string): string {
  const given = field.example ?? field.options?.[0]?.value ?? made(field);
  const next = given.replace('acme', `acme${turn}`);
  return normalizeField(field, next).ok ? next : given;
}
