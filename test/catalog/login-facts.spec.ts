import { expect, test } from '@jest/globals';
import { where } from './methods.ts';

/** Where a person is sent and where tokens come from: a wrong letter here would send a client secret to a stranger. */
test.each(where(({ facts }) => facts.login))('%s logs in where the facts say', (_name, { method, facts }) => {
  const { oauth2 } = method;
  const { login } = facts;
  expect({
    authorize: oauth2?.authorizationUrl,
    token: oauth2?.tokenUrl,
    refresh: oauth2?.refreshUrl,
    revoke: oauth2?.revocation?.url,
    as: oauth2?.tokenRequestFormat,
    separator: oauth2?.scopeSeparator,
  }).toEqual({
    authorize: login?.authorize,
    token: login?.token,
    refresh: login?.refresh,
    revoke: login?.revoke,
    as: login?.as ?? 'form',
    separator: login?.separator ?? ' ',
  });
});

test.each(where(({ facts }) => facts.login?.scopes))('%s asks for no more than is known to be needed', (_name, one) => {
  expect(one.method.scopes.map((scope) => scope.name)).toEqual(one.facts.login?.scopes);
});

test.each(where(({ facts }) => facts.login?.pkce === 'required'))('%s sends a proof key', (_name, { method }) => {
  expect(['required', 'supported']).toContain(method.oauth2?.pkce);
});
