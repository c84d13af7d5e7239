import type { Connection } from './connection.entity.ts';

/** What the owner is told, once for each time that the connection comes to need a person: given in that change's transaction. */
export const reauthNotice = ({ id, name, version }: Connection, body: string) => ({
  kind: 'connection_needs_reauth' as const,
  title: `${name} needs to be reauthorized`,
  body,
  link: `/connections/${id}/show`,
  dedupe: `needs-reauth:${id}:${version}`,
});
