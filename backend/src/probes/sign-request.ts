import { randomBytes } from 'node:crypto';
import { TemplateError, type MethodDefinition, type RequestDefinition, type Signing } from '@drawbridge/catalog';
import { signAzure } from './azure-shared-key.ts';
import type { BuiltRequest } from './inject.ts';
import { signOAuth1 } from './oauth1.ts';
import { signAws } from './sigv4.ts';
import type { Values } from './values.ts';

type Signer<K extends Signing['kind']> = (
  signing: Extract<Signing, { kind: K }>,
  request: RequestDefinition,
  built: BuiltRequest,
  values: Values,
) => Record<string, string>;

/** How each kind of signature gets into a request; a token that is signed stands among the values already. */
const signers: { readonly [K in Signing['kind']]: Signer<K> } = {
  aws_sigv4: (signing, request, built, values) => {
    const sessionToken = signing.sessionTokenField ? values[signing.sessionTokenField] : undefined;
    const credential = {
      accessKeyId: needed(values, signing.accessKeyIdField),
      secretAccessKey: needed(values, signing.secretAccessKeyField),
      region: needed(values, signing.regionField),
      // An absolute URL leads to another service than the ordinary one, such as STS, which says who a key is.
      service:
        request.url.startsWith('/') || request.url === '' ? signing.service : (built.url.hostname.split('.')[0] ?? ''),
      ...(sessionToken ? { sessionToken } : {}),
    };
    return signAws(built, credential, new Date());
  },
  azure_shared_key: ({ accountField, keyField }, _request, built, values) =>
    signAzure(built, { account: needed(values, accountField), key: needed(values, keyField) }, new Date()),
  oauth1: (signing, _request, built, values) => {
    // Over TLS such a server takes the key and the secret as they are.
    if (signing.when === 'plain_http' && built.url.protocol !== 'http:') return built.headers;
    const { tokenField, tokenSecretField, signature } = signing;
    const credential = {
      signature,
      consumerKey: needed(values, signing.consumerKeyField),
      consumerSecret: needed(values, signing.consumerSecretField),
      ...(tokenField ? { token: needed(values, tokenField) } : {}),
      ...(tokenSecretField ? { tokenSecret: needed(values, tokenSecretField) } : {}),
    };
    const moment = { timestamp: Math.floor(Date.now() / 1000), nonce: randomBytes(16).toString('hex') };
    return signOAuth1(built, credential, moment);
  },
  jwt: (_signing, _request, built) => built.headers,
};

/** Signs a request where the definition asks for it, and leaves every other one as it is. */
export function signRequest(
  { signing }: MethodDefinition,
  request: RequestDefinition,
  built: BuiltRequest,
  values: Values,
): BuiltRequest {
  if (!signing || request.auth !== 'inject') return built;
  const sign = signers[signing.kind] as Signer<Signing['kind']>;
  return { ...built, headers: sign(signing, request, built, values) };
}

function needed(values: Values, name: string): string {
  const value = values[name];
  if (!value) throw new TemplateError(name, 'has no value');
  return value;
}
