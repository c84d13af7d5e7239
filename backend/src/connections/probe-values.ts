import type { ProbeInput } from '../probes/index.ts';

/** The secret field that holds the reply of the token endpoint without its tokens; account and scopes may stand there. */
export const tokenReplyField = 'token_reply';

/** What a test is given: the fields, what was filled in by itself, and the token reply where there was one. */
export function probeValues(
  { config, filled }: { config: Record<string, string>; filled?: Record<string, string> },
  secrets: Record<string, string>,
): Pick<ProbeInput, 'fields' | 'values' | 'tokenReply'> {
  const { [tokenReplyField]: reply, ...rest } = secrets;
  return {
    fields: { ...config, ...rest },
    values: filled ?? {},
    ...(reply !== undefined && { tokenReply: JSON.parse(reply) as unknown }),
  };
}
