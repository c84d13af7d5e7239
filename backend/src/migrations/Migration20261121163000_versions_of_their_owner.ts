import { Migration } from '@mikro-orm/migrations';

/** A version belongs to whom its app belongs to, which the reference between the two holds. */
export class Migration20261121163000_versions_of_their_owner extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

/** A reference by (tenant, id) is not checked where the tenant is null, so the platform needs a value of its own. */
const owner = `uuid not null generated always as (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000')) stored`;

const statements = [
  `alter table custom_app add column owner_scope ${owner}`,
  `alter table custom_app_version add column owner_scope ${owner}`,
  `comment on column custom_app.owner_scope is 'The tenant, or zeros for the platform.'`,
  `comment on column custom_app_version.owner_scope is 'The tenant, or zeros for the platform.'`,
  `alter table custom_app add unique (owner_scope, id)`,
  `alter table custom_app_version drop constraint custom_app_version_custom_app_id_fkey`,
  `alter table custom_app_version add foreign key (owner_scope, custom_app_id) references custom_app (owner_scope, id)`,
  `alter table custom_app_version add foreign key (tenant_id) references tenant`,
];
