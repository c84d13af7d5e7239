import * as field from '../http/fields.ts';
import { badRequest, sysData, type Reply } from '../http/reply.ts';
import type { Call, Routes } from '../http/routes.ts';
import type { Policies } from '../policy/policies.ts';
import { isRoot, type TokenEntry } from '../tokens/token.ts';
import type { TokenStore } from '../tokens/token-store.ts';

/** `sys/capabilities*`: https://developer.hashicorp.com/vault/api-docs/system/capabilities-self */
export function capabilityRoutes(routes: Routes, policies: Policies, tokens: TokenStore): Routes {
  const answer = (call: Call, entry: TokenEntry | undefined): Reply => {
    if (!entry) throw badRequest('invalid token');
    const paths = [...field.list(call.body, 'paths'), ...field.list(call.body, 'path')];
    if (paths.length === 0) throw badRequest("'path' or 'paths' must be supplied");
    const granted = paths.map((path): [string, string[]] => [
      path,
      capabilitiesOf(policies, entry, path.replace(/^\/+/, '')),
    ]);
    const [only] = granted;
    return sysData({ ...Object.fromEntries(granted), ...(granted.length === 1 && only && { capabilities: only[1] }) });
  };
  return routes
    .on('capabilities-self', { write: (call) => answer(call, call.token) })
    .on('capabilities', { write: (call) => answer(call, tokens.byId(field.text(call.body, 'token'))) })
    .on('capabilities-accessor', {
      write: (call) => answer(call, tokens.byAccessor(field.text(call.body, 'accessor'))),
    });
}

function capabilitiesOf(policies: Policies, entry: TokenEntry, path: string): string[] {
  return isRoot(entry) ? ['root'] : [...policies.acl(entry.record.policies).on(path, true)].sort();
}
