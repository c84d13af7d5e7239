import { resolveCredential, resolvedCredential, type ResolveCredential } from '@drawbridge/catalog';
import { Body, Controller, Header, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Audit, Can } from '../access/index.ts';
import { CredentialsService } from './credentials.service.ts';

@ApiTags('Credentials')
@Controller('credentials')
export class CredentialsController {
  constructor(private readonly credentials: CredentialsService) {}

  /** The credential that a workflow asks for: the named connection, else the default for the app, else a global one. */
  @Post('resolve')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Can('resolve', 'Credential')
  @Audit('credential.resolved', 'credential.overridden', 'credential.refused')
  @SerializeOptions({ schema: resolvedCredential })
  resolve(@Body({ schema: resolveCredential }) input: ResolveCredential) {
    return this.credentials.resolve(input);
  }
}
