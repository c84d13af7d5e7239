import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { Loops, seconds } from '../platform/index.ts';
import { Inventory } from './inventory.ts';
import { SecretLedger } from './secret-ledger.ts';
import { SecretStore } from './secret-store.ts';
import { SecretSweeper } from './secret-sweeper.ts';

@Global()
@Module({
  providers: [Inventory, SecretStore, SecretLedger, SecretSweeper],
  exports: [Inventory, SecretStore, SecretLedger, SecretSweeper],
})
export class SecretsModule implements OnApplicationBootstrap {
  constructor(
    private readonly loops: Loops,
    private readonly sweeper: SecretSweeper,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.every('destruction of secrets', seconds(2), () => this.sweeper.sweep());
  }
}
