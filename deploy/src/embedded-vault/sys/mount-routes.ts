import { badRequest, denied, noContent, sysData, type Reply } from '../http/reply.ts';
import type { Call, Routes } from '../http/routes.ts';
import type { Acl } from '../policy/acl.ts';
import { describeMount, requestedMount, type Mount } from './mount.ts';
import type { MountKind, Mounts } from './mounts.ts';

/** `sys/mounts` and `sys/auth`: https://developer.hashicorp.com/vault/api-docs/system/mounts and .../system/auth */
export function mountRoutes(routes: Routes, mounts: Mounts, aclOf: (call: Call) => Acl | 'root'): Routes {
  for (const [name, kind] of [
    ['mounts', 'secret'],
    ['auth', 'auth'],
  ] as const) {
    routes
      .on(name, { read: () => table(mounts, kind) })
      .on(`${name}/(?!.*/tune$)*path`, {
        read: (_call, { path = '' }) => sysData(describeMount(find(mounts, kind, path))),
        write: (call, { path = '' }) => enable(mounts, kind, path, call),
        delete: (_call, { path = '' }) => disable(mounts, kind, path),
      })
      .on(`${name}/*path/tune`, { read: (_call, { path = '' }) => tuning(find(mounts, kind, path)) });
  }
  return routes.on('internal/ui/mounts/*path', { read: (call, { path = '' }) => preflight(mounts, path, aclOf(call)) });
}

const table = (mounts: Mounts, kind: MountKind): Reply =>
  sysData(Object.fromEntries(mounts.list(kind).map((mount) => [mount.path, describeMount(mount)])));

function find(mounts: Mounts, kind: MountKind, path: string): Mount {
  const mount = mounts.list(kind).find((known) => known.path === `${path}/`);
  if (!mount) throw badRequest(`no mount at "${path}/"`);
  return mount;
}

function enable(mounts: Mounts, kind: MountKind, path: string, call: Call): Reply {
  mounts.enable(kind, requestedMount(path, call.body, kind));
  return noContent;
}

function disable(mounts: Mounts, kind: MountKind, path: string): Reply {
  mounts.disable(kind, path);
  return noContent;
}

const tuning = (mount: Mount): Reply =>
  sysData({
    default_lease_ttl: 768 * 3600,
    description: mount.description,
    force_no_cache: false,
    max_lease_ttl: 768 * 3600,
    options: mount.options,
  });

/** What the `vault kv` command asks before its first call: the mount a path belongs to, for who may do anything below it. */
function preflight(mounts: Mounts, path: string, acl: Acl | 'root'): Reply {
  const found = mounts.find(path);
  const isAllowed =
    acl === 'root' || !acl.on(path, true).has('deny') || (found !== undefined && acl.reaches(found.prefix));
  if (!found || !isAllowed) throw denied();
  return sysData({ ...describeMount(found.mount), path: found.prefix });
}
