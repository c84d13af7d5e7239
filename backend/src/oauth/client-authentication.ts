import { buildUrl, type OAuth2Definition } from '@drawbridge/catalog';
import * as client from 'openid-client';
import type { Party } from './party.ts';
import { readPrivateKey } from './private-key.ts';
import { TokenRefused } from './token-refused.ts';

/** How the client shows itself, by the definition (RFC 6749 section 2.3, RFC 7523 section 2.2). */
export function authentication(
  party: Pick<Party, 'clientSecret' | 'privateKey' | 'oauth2' | 'method' | 'values'>,
  as: OAuth2Definition['clientAuth'] = party.oauth2.clientAuth,
): client.ClientAuth {
  if (as === 'private_key_jwt') return signed(party);
  const { clientSecret } = party;
  if (as === 'none' || clientSecret === undefined) return client.None();
  return as === 'body' ? client.ClientSecretPost(clientSecret) : basic(clientSecret);
}

/**
 * RFC 6749 section 2.3.1, both halves form-encoded. The library's own way encodes `-`, `_` and `.` too, which form encoding
 * leaves alone, and which providers that decode nothing take for another client.
 */
const basic =
  (secret: string): client.ClientAuth =>
  (_server, { client_id: id }, _body, headers) => {
    const [user, password] = [formEncoded(id), formEncoded(secret)];
    headers.set('authorization', `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  };

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/** The audience is the issuer; where the catalog knows none, the token endpoint, which RFC 7523 section 3 lets stand for it. */
function signed({ privateKey, oauth2, method, values }: Parameters<typeof authentication>[0]): client.ClientAuth {
  const key = privateKey === undefined ? undefined : readPrivateKey(privateKey);
  if (!key) throw new TokenRefused('client_refused', 'no_private_key');
  const audience = oauth2.issuer === undefined ? buildUrl(method, oauth2.tokenUrl, values).href : undefined;
  return client.PrivateKeyJwt(key.kid === undefined ? key.key : { key: key.key, kid: key.kid }, {
    [client.modifyAssertion]: (_header, payload) => {
      if (audience !== undefined) payload['aud'] = audience;
    },
  });
}
