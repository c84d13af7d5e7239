import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { GlobalCatalogModule } from '../global-catalog/index.ts';
import { OAuthModule } from '../oauth/index.ts';
import { CredentialsController } from './credentials.controller.ts';
import { CredentialsService } from './credentials.service.ts';
import { UseLedger } from './use-ledger.ts';
import { UseWriter } from './use-writer.ts';

@Module({
  imports: [AppsModule, GlobalCatalogModule, OAuthModule],
  controllers: [CredentialsController],
  providers: [CredentialsService, UseLedger, UseWriter],
  exports: [UseLedger],
})
export class CredentialsModule {}
