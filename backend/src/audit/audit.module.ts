import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.ts';
import { AuditQueries } from './audit.queries.ts';
import { Denials } from './denials.ts';

@Global()
@Module({ controllers: [AuditController], providers: [AuditQueries, Denials], exports: [AuditQueries, Denials] })
export class AuditModule {}
