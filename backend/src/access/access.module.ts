import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { RouteCheck } from './route-check.ts';

@Module({ imports: [DiscoveryModule], providers: [RouteCheck], exports: [RouteCheck] })
export class AccessModule {}
