import { liveness, readiness, type Readiness } from '@drawbridge/catalog';
import { Controller, Get, HttpStatus, Res, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/index.ts';
import { Lookups } from '../platform/index.ts';
import { SecretStore } from '../secrets/index.ts';
import { latestMigration } from './latest-migration.ts';

/** For orchestrators: is the process alive, and can it do its work? */
@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly lookups: Lookups,
    private readonly secrets: SecretStore,
  ) {}

  @Get('live')
  @Public()
  @SerializeOptions({ schema: liveness })
  live() {
    return { ok: true, version: process.version };
  }

  /** 200 when database, migrations and Vault are all there, else 503; each is told apart. */
  @Get('ready')
  @Public()
  @SerializeOptions({ schema: readiness })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const [database, vault] = await Promise.all([this.database(), this.secrets.health()]);
    const ok = database.database.ok && database.migrations.ok && vault.ok;
    if (!ok) void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { ok, ...database, vault };
  }

  private async database(): Promise<Pick<Readiness, 'database' | 'migrations'>> {
    try {
      const [row] = await this.lookups.query<{ name: string | null }>(
        'newest-migration',
        'select public.newest_migration() as name',
        [],
      );
      const wanted = latestMigration();
      const current = row?.name === wanted;
      return {
        database: { ok: true, detail: 'The database answers.' },
        migrations: {
          ok: current,
          detail: current ? `At ${wanted}.` : `At ${row?.name ?? 'none'}, needs ${wanted}. Run npm run db:migrate.`,
        },
      };
    } catch {
      return {
        database: { ok: false, detail: 'The database cannot be reached, or was never migrated.' },
        migrations: { ok: false, detail: 'Unknown while the database cannot be reached.' },
      };
    }
  }
}
