import { normalizeField, type FieldDefinition, type MethodDefinition } from '@drawbridge/catalog';
import { Problem } from '../platform/index.ts';

/** What a person typed, parted by where it is kept. */
export interface CredentialForm {
  /** Not secret: kept in the database. */
  config: Record<string, string>;
  /** Secret: kept in Vault and nowhere else. */
  secrets: Record<string, string>;
}

/** The fields that a person is asked for, in order. */
export const askedFields = (method: MethodDefinition): FieldDefinition[] =>
  method.fields.filter((field) => field.filledFrom === undefined);

/** The names of the secret fields among them. */
export const secretFieldNames = (method: MethodDefinition): string[] =>
  askedFields(method)
    .filter((field) => field.secret)
    .map((field) => field.key);

/** True: the person types the OAuth client as fields, so that no administrator has to register one. */
export const bringsClient = (method: MethodDefinition): boolean =>
  method.oauth2 !== undefined && askedFields(method).some(({ key }) => key === 'client_id');

/** Brings what people paste into the shape that the app wants; refuses with the name of every field that is wrong. */
export function readCredentialForm(method: MethodDefinition, typed: Record<string, string>): CredentialForm {
  const form: CredentialForm = { config: {}, secrets: {} };
  const asked = askedFields(method);
  const errors = Object.keys(typed)
    .filter((key) => !asked.some((field) => field.key === key))
    .map((key) => ({ pointer: `/fields/${key}`, code: 'unknown_field', message: 'is not a field of this method' }));
  for (const field of asked) {
    const raw = typed[field.key];
    if (raw === undefined || raw.trim() === '') {
      if (field.default !== undefined) form.config[field.key] = field.default;
      else if (field.required)
        errors.push({ pointer: `/fields/${field.key}`, code: 'required', message: `${field.label} is required` });
      continue;
    }
    const normalized = normalizeField(field, raw);
    if (!normalized.ok) errors.push({ pointer: `/fields/${field.key}`, code: 'invalid', message: normalized.message });
    else (field.secret ? form.secrets : form.config)[field.key] = normalized.value;
  }
  const [first] = errors;
  if (first) throw new Problem('invalid_fields', { detail: first.message, errors });
  return form;
}
