import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from './clock.ts';
import { CONFIG, type Config } from './config/config.ts';
import { RefusalObserver } from './http/refusal-observer.ts';
import { Jobs } from './jobs/jobs.ts';
import { Loops } from './jobs/loops.ts';
import { Log } from './logging/log.ts';

@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      providers: [{ provide: CONFIG, useValue: config }, Clock, Log, Jobs, Loops, RefusalObserver],
      exports: [CONFIG, Clock, Log, Jobs, Loops, RefusalObserver],
    };
  }
}
