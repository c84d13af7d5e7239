import type { MethodDefinition } from './method.ts';
import { placeholdersIn } from './template.ts';
import type { Fault } from './rules.ts';

/** What an authorization request is made of here, which a definition may not set otherwise. */
const ours = [
  'response_type',
  'client_id',
  'client_secret',
  'redirect_uri',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'request',
  'request_uri',
];

/** What holds for methods that nobody of the catalog has looked at, beside the rules of the catalog. */
export function* customMethodFaults(method: MethodDefinition): Generator<Fault> {
  for (const [index, field] of method.fields.entries()) {
    if (field.allowHttp) yield { path: ['fields', index, 'allowHttp'], message: 'must be https: leave it out' };
    const isHost = field.format === 'url' || field.format === 'host';
    const isAnswered = field.filledFrom !== undefined && field.filledFrom.from !== 'field';
    if (isHost && isAnswered && !field.allowedHostSuffixes && !field.options)
      yield {
        path: ['fields', index, 'allowedHostSuffixes'],
        message: 'must say what a host that a reply names ends in',
      };
  }
  yield* browserFaults(method);
  if (method.oauth2?.clientAuth === 'none' && method.oauth2.pkce === 'unsupported')
    yield { path: ['oauth2', 'pkce'], message: 'a client without a secret takes a proof key (RFC 9700 section 2.1.1)' };
}

/** The address that the browser is sent to stays in its history: nothing secret, and nothing that is not known yet. */
function* browserFaults(method: MethodDefinition): Generator<Fault> {
  const { oauth2 } = method;
  if (!oauth2) return;
  const names = new Set([...ours, ...Object.values(oauth2.paramNames)]);
  for (const name of Object.keys(oauth2.authorizationParams))
    if (names.has(name))
      yield { path: ['oauth2', 'authorizationParams', name], message: 'is set by Drawbridge: leave it out' };
  const texts: [(string | number)[], string][] = [
    [['oauth2', 'authorizationUrl'], oauth2.authorizationUrl ?? ''],
    ...Object.entries(oauth2.authorizationParams).map(([name, value]): [string[], string] => [
      ['oauth2', 'authorizationParams', name],
      value,
    ]),
  ];
  for (const [path, text] of texts)
    for (const name of placeholdersIn(text)) {
      const message = browserFault(method, name);
      if (message !== undefined) yield { path, message };
    }
}

function browserFault(method: MethodDefinition, name: string): string | undefined {
  if (name === 'client_id' || name === 'random') return undefined;
  const field = method.fields.find(({ key }) => key === name);
  if (!field || field.secret) return `{${name}} is no value for the address of a browser`;
  const isKnown = field.default !== undefined || (field.required && field.filledFrom === undefined);
  return isKnown ? undefined : `{${name}} may have no value yet when the person is sent there`;
}
