import * as field from '../http/fields.ts';
import { badRequest, noContent, sysData, type Reply } from '../http/reply.ts';
import type { Call, Routes } from '../http/routes.ts';
import type { Policies } from '../policy/policies.ts';

/** `sys/policies/acl` and the older `sys/policy`: https://developer.hashicorp.com/vault/api-docs/system/policies */
export function policyRoutes(routes: Routes, policies: Policies): Routes {
  const list = (): Reply => sysData({ keys: policies.names(), policies: policies.names() });
  const write = (call: Call, { name = '' }): Reply => {
    const text = field.text(call.body, 'policy') || field.text(call.body, 'rules');
    if (!text) throw badRequest("'policy' parameter not supplied or empty");
    policies.write(name, decoded(text));
    return noContent;
  };
  const remove = (_call: Call, { name = '' }): Reply => {
    policies.delete(name);
    return noContent;
  };
  return routes
    .on('policies/acl', { list: () => sysData({ keys: policies.names() }) })
    .on('policies/acl/:name', {
      read: (_call, { name = '' }) => sysData({ name, policy: policies.read(name) }),
      write,
      delete: remove,
    })
    .on('policy', { read: list, list })
    .on('policy/:name', {
      read: (_call, { name = '' }) => sysData({ name, rules: policies.read(name) }),
      write,
      delete: remove,
    });
}

/** The text may come in base64, as older clients send it. */
function decoded(text: string): string {
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  return isBase64 ? Buffer.from(text, 'base64').toString() : text;
}
