import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { houseFaults } from '../app-definition/house-rules.ts';
import { appDefinition, buildUrl, protocol, type FieldDefinition } from '../app-definition/index.ts';
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

test.each(apps.map((app) => [app.id, app] as const))('%s keeps the rules of the house', (_id, app) => {
  expect([...houseFaults(app)]).toEqual([]);
});

describe.each(methods.map((entry) => [entry.name, entry.method] as const))('%s', (_name, method) => {
  test('sends its test to a host of the definition', () => {
    if (method.test.kind !== 'request') return;
    const samples = method.fields.map((field) => [field.key, field.default ?? field.example ?? sample(field)] as const);
    const url = buildUrl(method, method.test.request.url, Object.fromEntries(samples));
    expect(url.protocol).toBe('https:');
  });
});

function sample({ format, options, allowedHostSuffixes }: FieldDefinition): string {
  if (options) return options[0]?.value ?? '';
  const host = `acme${allowedHostSuffixes?.[0] ?? '.example.com'}`;
  return format === 'url' ? `https://${host}` : format === 'host' ? host : 'acme';
}
