import type { ProbeInput } from '../probes/index.ts';

/** The secret field that holds the reply of the token endpoint without its tokens; account and scopes may stand there. */
export const tokenReplyField = 'token_reply';

interface Tested {
  config: Record<string, string>;
  filled?: Record<string, string>;
  authKind?: string;
  state?: string;
}

/** What a test is given: the fields, what was filled in by itself, and the token reply where there was one. */
export function probeValues(
  { config, filled, authKind, state }: Tested,
  secrets: Record<string, string>,
): Pick<ProbeInput, 'fields' | 'values' | 'tokenReply'> {
  const { [tokenReplyField]: reply, ...rest } = secrets;
  // A client that was refused is asked anew whether it counts again; its last token says nothing about that.
  if (authKind === 'oauth2_client_credentials' && state === 'needs_reauth') delete rest['access_token'];
  return {
    fields: { ...config, ...rest },
    values: filled ?? {},
    ...(reply !== undefined && { tokenReply: JSON.parse(reply) as unknown }),
  };
}
