import type { FieldDefinition, MethodDefinition } from '@drawbridge/catalog';
import { fill, type CaseValues, type ProviderFacts } from './provider-facts.ts';

/** What a person types into the form of a method: a value of the right kind, with the number of the case in it. */
export function typedValues(
  method: MethodDefinition,
  facts: Pick<ProviderFacts, 'typed'>,
  n: string,
): Record<string, string> {
  const asked = method.fields.filter((field) => !field.filledFrom && (field.required || field.default !== undefined));
  return Object.fromEntries(asked.map((field) => [field.key, typedValue(field, facts, n)]));
}

function typedValue(field: FieldDefinition, facts: Pick<ProviderFacts, 'typed'>, n: string): string {
  const known = facts.typed?.[field.key];
  if (known !== undefined) return fill(known, { n });
  const chosen = field.default ?? field.options?.[0]?.value;
  if (chosen !== undefined) return chosen;
  const byFormat: Partial<Record<FieldDefinition['format'], string>> = {
    url: `https://site${field.allowedHostSuffixes?.[0] ?? '.example.com'}`,
    host: `host${field.allowedHostSuffixes?.[0] ?? '.example.com'}`,
    host_label: 'acme',
    port: '8443',
    integer: '7',
    email: 'anna@example.com',
    path: '/v1',
    json: '{"a":1}',
  };
  const plain = field.secret ? `sim${n}x${field.key.replaceAll('_', '')}0123456789` : `sim${n}x`;
  return byFormat[field.format] ?? plain;
}

/** Everything that placeholders of the facts may name. */
export function caseValues(method: MethodDefinition, facts: ProviderFacts, n: string): CaseValues {
  const filled = Object.entries(facts.values ?? {}).map(([name, value]) => [name, fill(value, { n })]);
  const granted = facts.login
    ? {
        access_token: `token-sim${n}x0123456789`,
        refresh_token: `refresh-sim${n}x0123456789`,
        client_id: `client-sim${n}x`,
        client_secret: `secret-sim${n}x0123456789`,
      }
    : {};
  return { ...granted, ...typedValues(method, facts, n), ...Object.fromEntries(filled) };
}
