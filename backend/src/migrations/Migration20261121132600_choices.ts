import { Migration } from '@mikro-orm/migrations';

/** What an attempt needs to ask which of several sites is meant, and to say what became of the scopes. */
export class Migration20261121132600_choices extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `alter table attempt
    add column chosen jsonb not null default '{}',
    add column choices jsonb,
    add column previous_scopes text[]`,
  `comment on column attempt.choices is 'Ids and names of what the credential reaches, while the person has not chosen yet.'`,
  `comment on column attempt.previous_scopes is 'What the connection was granted before this attempt.'`,
];
