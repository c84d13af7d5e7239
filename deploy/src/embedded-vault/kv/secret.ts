import type { JsonObject } from '../http/json.ts';

/** One version's facts; the secret itself is stored apart. Times are milliseconds, 0 for never. */
export interface Version {
  createdAt: number;
  /** When it is or was deleted; in the future when `delete_version_after` set it. */
  deletedAt: number;
  destroyed: boolean;
}

/** Everything about a secret except its values: https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#read-secret-metadata */
export interface Secret {
  versions: Record<string, Version>;
  current: number;
  oldest: number;
  createdAt: number;
  updatedAt: number;
  maxVersions: number;
  casRequired: boolean;
  deleteVersionAfter: number;
  customMetadata: Record<string, string> | null;
}

export interface MountConfig {
  maxVersions: number;
  casRequired: boolean;
  deleteVersionAfter: number;
}

export const emptySecret = (now: number): Secret => ({
  versions: {},
  current: 0,
  oldest: 0,
  createdAt: now,
  updatedAt: now,
  maxVersions: 0,
  casRequired: false,
  deleteVersionAfter: 0,
  customMetadata: null,
});

const DEFAULT_VERSIONS = 10;

/** How many versions are kept: the larger of what the secret and its mount say, 10 when neither does. */
export const keptVersions = (secret: Secret, mount: MountConfig): number =>
  Math.max(secret.maxVersions, mount.maxVersions) || DEFAULT_VERSIONS;

/** Seconds until a new version is deleted, 0 for never: the shorter of the two. */
export function lifetime(secret: Secret, mount: MountConfig): number {
  const limits = [secret.deleteVersionAfter, mount.deleteVersionAfter].filter((limit) => limit > 0);
  return limits.length > 0 ? Math.min(...limits) : 0;
}

export const isGone = (version: Version, now: number): boolean =>
  version.destroyed || (version.deletedAt !== 0 && version.deletedAt <= now);

const iso = (time: number): string => (time === 0 ? '' : new Date(time).toISOString());

export const describeVersion = (secret: Secret, number: number) => {
  const version = secret.versions[number];
  return {
    created_time: iso(version?.createdAt ?? 0),
    custom_metadata: secret.customMetadata,
    deletion_time: iso(version?.deletedAt ?? 0),
    destroyed: version?.destroyed ?? false,
    version: number,
  };
};

export function describeSecret(secret: Secret, deleteAfter: string): JsonObject {
  return {
    cas_required: secret.casRequired,
    created_time: iso(secret.createdAt),
    current_version: secret.current,
    custom_metadata: secret.customMetadata,
    delete_version_after: deleteAfter,
    max_versions: secret.maxVersions,
    oldest_version: secret.oldest,
    updated_time: iso(secret.updatedAt),
    versions: Object.fromEntries(
      Object.entries(secret.versions).map(([number, version]) => [
        number,
        { created_time: iso(version.createdAt), deletion_time: iso(version.deletedAt), destroyed: version.destroyed },
      ]),
    ),
  };
}
