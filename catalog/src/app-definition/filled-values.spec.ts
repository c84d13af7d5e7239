import { expect, test } from '@jest/globals';
import { findApp } from '../apps/index.ts';
import { askedFields, filledValues, hasSecretUrl } from './filled-values.ts';
import type { MethodDefinition } from './method.ts';

const first = (app: string): MethodDefinition => {
  const found = findApp(app)?.methods[0];
  if (!found) throw new Error(`no app ${app}`);
  return found;
};

test('nobody is asked for what a reply brings', () => {
  expect(askedFields(first('pipedrive'))).toEqual([]);
  expect(askedFields(first('stripe')).map((field) => field.key)).toEqual(['api_key']);
});

test('the base URL of Pipedrive comes with the token, and only from its own domain', () => {
  const answered = (host: string) =>
    filledValues(first('pipedrive'), { from: 'token', reply: { json: { api_domain: host } } });
  expect(answered('https://acme.pipedrive.com')).toEqual({ api_domain: 'https://acme.pipedrive.com' });
  expect(answered('https://evil.example')).toEqual({});
});

test('the site of Jira comes from the chosen item of the lookup', () => {
  const item = { id: '00000000-0000-4000-8000-000000000000', url: 'https://acme.atlassian.net' };
  expect(filledValues(first('jira'), { from: 'lookup', lookup: 'site', item })).toEqual({ cloud_id: item.id });
  expect(filledValues(first('jira'), { from: 'lookup', lookup: 'other', item })).toEqual({});
});

test('a part of a key becomes a value of its own', () => {
  const stripe = filledValues(first('stripe'), { from: 'field', values: { api_key: 'rk_test_abc' } });
  expect(stripe).toEqual({ mode: 'test' });
  const sendgrid = filledValues(first('sendgrid'), { from: 'field', values: { api_key: 'SG.abc.def' } });
  expect(sendgrid).toEqual({ key_id: 'abc' });
  expect(filledValues(first('sendgrid'), { from: 'field', values: {} })).toEqual({});
});

test('a URL with a secret in it is known as such', () => {
  expect(hasSecretUrl(first('telegram'))).toBe(true);
  expect(hasSecretUrl(first('openweather'))).toBe(true);
  expect(hasSecretUrl(first('slack'))).toBe(false);
});
