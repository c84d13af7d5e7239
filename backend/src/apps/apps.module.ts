import { Module } from '@nestjs/common';
import { AppCatalog } from './app-catalog.ts';
import { AppsController } from './apps.controller.ts';
import { AppsQueries } from './apps.queries.ts';

@Module({ controllers: [AppsController], providers: [AppCatalog, AppsQueries], exports: [AppCatalog] })
export class AppsModule {}
