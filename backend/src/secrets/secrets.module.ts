import { Global, Module } from '@nestjs/common';
import { SecretLedger } from './secret-ledger.ts';
import { SecretStore } from './secret-store.ts';
import { SecretSweeper } from './secret-sweeper.ts';

@Global()
@Module({ providers: [SecretStore, SecretLedger, SecretSweeper], exports: [SecretStore, SecretLedger, SecretSweeper] })
export class SecretsModule {}
