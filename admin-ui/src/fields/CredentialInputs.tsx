import type { AppView } from '@drawbridge/catalog';
import { required, SelectInput, TextInput } from 'react-admin';
import { SecretInput } from './SecretInput.tsx';

export type Method = AppView['methods'][number];
export type MethodField = Method['fields'][number];

/** The fields of an auth method, in the order of the catalog. Patterns are the server's to judge: it trims and joins. */
export function CredentialInputs({ method }: { method: Method }) {
  return method.fields.map((field) => <CredentialInput key={field.key} field={field} />);
}

function CredentialInput({ field }: { field: MethodField }) {
  const source = `fields.${field.key}`;
  const validate = field.required ? [required()] : [];
  const help = field.help ?? undefined;
  const placeholder = field.example ? `For example ${field.example}` : undefined;
  if (field.options)
    return (
      <SelectInput
        source={source}
        label={field.label}
        validate={validate}
        helperText={help ?? false}
        choices={field.options.map(({ value, label }) => ({ id: value, name: label }))}
        translateChoice={false}
      />
    );
  if (field.secret)
    return (
      <SecretInput
        source={source}
        label={field.label}
        help={help}
        placeholder={placeholder}
        multiline={field.format === 'multiline'}
        validate={validate}
      />
    );
  return (
    <TextInput
      source={source}
      label={field.label}
      validate={validate}
      helperText={help ?? ' '}
      placeholder={placeholder ?? ''}
      multiline={field.format === 'multiline'}
      autoComplete="off"
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { inputMode: inputModeOf(field.format), spellCheck: false },
      }}
    />
  );
}

function inputModeOf(format: string): 'text' | 'numeric' | 'url' | 'email' {
  if (format === 'port' || format === 'number' || format === 'integer') return 'numeric';
  return format === 'url' || format === 'email' ? format : 'text';
}

/** What to start the form with: the catalog's defaults, then what is already known and no secret. */
export function credentialDefaults(method: Method, known: Record<string, string> = {}): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of method.fields) {
    const value = field.secret ? undefined : (known[field.key] ?? field.default ?? undefined);
    if (value !== undefined) values[field.key] = value;
  }
  return values;
}

/** The typed fields as the API takes them: text only, nothing empty. */
export function credentialValues(values: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  if (typeof values === 'object' && values !== null)
    for (const [key, value] of Object.entries(values))
      if (typeof value === 'string' && value !== '') fields[key] = value;
  return fields;
}
