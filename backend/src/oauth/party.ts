import type { AppDefinition, MethodDefinition, OAuth2Definition } from '@drawbridge/catalog';
import { fillTemplate } from '@drawbridge/catalog';
import type { ClientIdentity } from './client-secret.ts';

/** Who talks to whom: the definition of the provider, our client there, and the values that its addresses are made of. */
export interface Party extends ClientIdentity {
  readonly app: Pick<AppDefinition, 'id' | 'name'>;
  readonly method: MethodDefinition;
  readonly oauth2: OAuth2Definition;
  readonly values: Readonly<Record<string, string>>;
}

/** The parameters of a definition with their placeholders filled. */
export function filledParams(params: Record<string, string>, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, fillTemplate(value, values, 'body')]));
}
