import { Migration } from '@mikro-orm/migrations';

/** Published copies of connections by OAuth: they follow the token of the connection that they come from. */
export class Migration20261121001900_followed_copies extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `alter table global_connection
    add column filled jsonb not null default '{}',
    add column token_expires_at timestamptz,
    add column followed_secret_id uuid,
    add column follow_leased_until timestamptz,
    add column renewal_problem text check (renewal_problem in ('needs_reauth', 'account_changed'))`,
  `comment on column global_connection.followed_secret_id is 'The credential of the source that the token was copied from; another one there means that there is a newer token.'`,
  `comment on column global_connection.renewal_problem is 'Why the token is renewed no longer; null while the source can be followed.'`,
  `create index global_connection_followed on global_connection (source_connection_id)
    where state = 'published' and followed_secret_id is not null`,
];
