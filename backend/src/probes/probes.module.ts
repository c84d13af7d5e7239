import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/index.ts';
import { Egress } from '../platform/egress/index.ts';
import { Probes } from './probes.service.ts';

/** Our own database and Vault are no app of anybody's, whatever name leads to them. */
const ownHosts = (config: Config): string[] =>
  [config.DATABASE_URL, config.DATABASE_WORKER_URL, config.VAULT_ADDR].map((url) =>
    new URL(url).hostname.replace(/^\[|\]$/g, ''),
  );

@Module({
  providers: [
    {
      provide: Egress,
      inject: [CONFIG],
      useFactory: (config: Config) =>
        new Egress({
          allow: config.EGRESS_ALLOW,
          deny: [...new Set([...config.EGRESS_DENY, ...ownHosts(config)])],
          httpsOnly: config.NODE_ENV === 'production',
        }),
    },
    Probes,
  ],
  exports: [Probes, Egress],
})
export class ProbesModule {}
