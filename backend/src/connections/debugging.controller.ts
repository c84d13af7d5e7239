import { debugView, id, startDebug, type StartDebug } from '@drawbridge/catalog';
import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Audit, Can } from '../access/index.ts';
import { DebuggingService } from './debugging.service.ts';

const connectionId = id('connection');

@ApiTags('Connections')
@Controller('connections')
export class DebuggingController {
  constructor(private readonly debugging: DebuggingService) {}

  /** Whether the debug mode is on, and the calls to the provider that it has recorded. */
  @Get(':id/debug')
  @Can('debug', 'Connection')
  @SerializeOptions({ schema: debugView })
  read(@Param('id', { schema: connectionId }) connection: string) {
    return this.debugging.read(connection);
  }

  /** Switches the debug mode on; it ends by itself. */
  @Post(':id/debug')
  @HttpCode(200)
  @Can('debug', 'Connection')
  @Audit('connection.debug_started')
  @SerializeOptions({ schema: debugView })
  start(@Param('id', { schema: connectionId }) connection: string, @Body({ schema: startDebug }) input: StartDebug) {
    return this.debugging.start(connection, input);
  }

  /** Switches it off before its time; what was recorded stays for its day. */
  @Post(':id/debug/stop')
  @HttpCode(200)
  @Can('debug', 'Connection')
  @Audit('connection.debug_stopped')
  @SerializeOptions({ schema: debugView })
  stop(@Param('id', { schema: connectionId }) connection: string) {
    return this.debugging.stop(connection);
  }
}
