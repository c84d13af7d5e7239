import { Global, Module, type DynamicModule } from '@nestjs/common';
import { MikroOrmModule } from '@mikro-orm/nestjs';
import type { Options } from '@mikro-orm/postgresql';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { CONFIG, type Config } from '../config/config.ts';
import { Lookups } from './lookups.ts';
import { ormOptions } from './orm.ts';
import { UnitOfWork } from './unit-of-work.ts';

@Global()
@Module({})
export class DatabaseModule {
  static forRoot(entities: Options['entities'], audited: ReadonlySet<string>): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        MikroOrmModule.forRootAsync({
          driver: PostgreSqlDriver,
          inject: [CONFIG],
          useFactory: (config: Config) => ({
            ...ormOptions({ url: config.DATABASE_URL, entities, audited, pool: config.DATABASE_POOL }),
            registerRequestContext: false,
          }),
        }),
      ],
      providers: [UnitOfWork, Lookups],
      exports: [UnitOfWork, Lookups],
    };
  }
}
