import { Migration } from '@mikro-orm/migrations';

/** How telling the provider of a revocation went. */
export class Migration20261121143200_provider_revocation extends Migration {
  override up(): void {
    this.addSql(`alter table connection add column provider_revocation jsonb`);
  }
}
