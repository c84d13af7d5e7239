import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { appDefinition, buildUrl, normalizeField, protocol, type FieldDefinition } from '../app-definition/index.ts';
import { apps, findApp } from './index.ts';

const files = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.ts') && !name.startsWith('index.'))
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();

/** The apps that users of earlier systems were promised by name. */
const promised = [
  ...['airtable', 'anthropic', 'aws-s3', 'chrome-ux-report', 'discord', 'facebook', 'freshdesk', 'github', 'gmail'],
  ...['google-analytics', 'google-calendar', 'google-drive', 'google-meet', 'google-pagespeed'],
  ...['google-search-console', 'google-sheets', 'hubspot', 'jira', 'linear', 'microsoft-teams', 'newsapi', 'notion'],
  ...['openai', 'openweather', 'paypal', 'pipedrive', 'salesforce', 'sendgrid', 'shopify', 'slack', 'smtp', 'stripe'],
  ...['telegram', 'twilio', 'whatsapp-twilio', 'woocommerce', 'wordpress'],
];

const methods = apps.flatMap((app) => app.methods.map((method) => ({ name: `${app.id} ${method.key}`, app, method })));

test('the folder is the list: every file is in it, under its own id, in order', () => {
  expect(apps.map((app) => app.id)).toEqual(files);
});

test('ids and names are unique', () => {
  expect(new Set(apps.map((app) => app.id)).size).toBe(apps.length);
  expect(new Set(apps.map((app) => app.name)).size).toBe(apps.length);
});

test('none of the apps that can be connected today is lost', () => {
  expect(apps.length).toBeGreaterThanOrEqual(322);
});

test('every protocol has an app', () => {
  const spoken = new Set(apps.flatMap((app) => app.methods.map((method) => method.protocol)));
  expect([...spoken].sort()).toEqual([...protocol.options].sort());
});

test('every promised app is there and marked, and so is PostgreSQL', () => {
  expect(apps.filter((app) => app.priority).map((app) => app.id)).toEqual(promised);
  expect(findApp('postgresql')?.methods[0]?.protocol).toBe('postgres');
});

test.each(apps.map((app) => [app.id, app] as const))('%s parses to itself', (_id, app) => {
  expect(appDefinition.parse(app)).toEqual(app);
});

test('an app whose login is confirmed names its sources; one that is not says so', () => {
  for (const { facts } of apps) {
    expect(facts.confirmed).toBe(facts.scope !== 'none');
    if (facts.confirmed) expect(facts.sources.length).toBeGreaterThan(1);
    if (facts.scope !== 'login_and_test') expect(facts.note).toBeDefined();
  }
});

describe.each(methods.map((entry) => [entry.name, entry.method] as const))('%s', (_name, method) => {
  test('tells the person what to do and where', () => {
    expect(method.guidance.length).toBeGreaterThan(0);
    if (method.protocol === 'http' && method.key !== 's3-compatible') {
      expect(method.credentialUrl ?? method.credentialPlace).toBeDefined();
    }
  });

  test('tells the administrator how to register an OAuth client', () => {
    expect(method.clientGuidance.length > 0).toBe(method.kind === 'oauth2_authorization_code');
  });

  test('knows who the account is', () => {
    expect(method.account?.id).toBeDefined();
  });

  test('does not refuse a secret for its shape, unless the shape can be repaired', () => {
    const strict = method.fields.filter((field) => field.secret && field.pattern);
    expect(strict.every((field) => field.stripSpaces)).toBe(true);
  });

  test('sends its test to a host of the definition', () => {
    if (method.test.kind !== 'request') return;
    const samples = method.fields.map((field) => [field.key, field.default ?? field.example ?? sample(field)] as const);
    const url = buildUrl(method, method.test.request.url, Object.fromEntries(samples));
    expect(url.protocol).toBe('https:');
  });

  test('accepts its own examples and defaults', () => {
    for (const field of method.fields) {
      const text = field.example ?? field.default;
      if (text !== undefined) expect(normalizeField(field, text)).toEqual({ ok: true, value: text });
    }
  });
});

function sample({ format, options, allowedHostSuffixes }: FieldDefinition): string {
  if (options) return options[0]?.value ?? '';
  const host = `acme${allowedHostSuffixes?.[0] ?? '.example.com'}`;
  return format === 'url' ? `https://${host}` : format === 'host' ? host : 'acme';
}
