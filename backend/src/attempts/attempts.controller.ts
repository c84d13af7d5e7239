import {
  attemptTest,
  attemptView,
  chooseForAttempt,
  createConnection,
  id,
  reauthorizeConnection,
  rotateConnection,
  type ChooseForAttempt,
  type CreateConnection,
  type ReauthorizeConnection,
  type RotateConnection,
} from '@drawbridge/catalog';
import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Audit, Can, SameOriginRead } from '../access/index.ts';
import { AttemptChoices } from './attempt-choices.ts';
import { AttemptTests } from './attempt-tests.ts';
import { AttemptsService } from './attempts.service.ts';

@ApiTags('Connections')
@Controller('connections')
export class AttemptsController {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly tests: AttemptTests,
    private readonly choices: AttemptChoices,
  ) {}

  /** Takes a credential. The reply is an attempt; its test makes the connection. */
  @Post()
  @Can('create', 'Connection')
  @Audit('attempt.started', 'attempt.failed')
  @SerializeOptions({ schema: attemptView })
  create(@Body({ schema: createConnection }) input: CreateConnection) {
    return this.attempts.create(input);
  }

  /** Runs or repeats the test of an attempt. Repeating it never makes a second connection. */
  @Get(':attemptId/test')
  @Can('read', 'Attempt')
  @SameOriginRead()
  @Audit(
    'attempt.succeeded',
    'attempt.failed',
    'attempt.expired',
    'connection.created',
    'connection.rotated',
    'connection.reauthorized',
  )
  @SerializeOptions({ schema: attemptTest })
  test(@Param('attemptId', { schema: id('attempt') }) attemptId: string) {
    return this.tests.run(attemptId);
  }

  /** Says which of several sites is meant, then tests it. For attempts that answered with `choices`. */
  @Post(':attemptId/choice')
  @HttpCode(200)
  @Can('create', 'Attempt')
  @Audit(
    'attempt.chosen',
    'attempt.succeeded',
    'attempt.failed',
    'connection.created',
    'connection.rotated',
    'connection.reauthorized',
  )
  @SerializeOptions({ schema: attemptTest })
  choose(
    @Param('attemptId', { schema: id('attempt') }) attemptId: string,
    @Body({ schema: chooseForAttempt }) input: ChooseForAttempt,
  ) {
    return this.choices.choose(attemptId, input.id);
  }

  /** Replaces the credential; the one in use stays until the new one has passed its test. */
  @Post(':id/rotate')
  @HttpCode(200)
  @Can('rotate', 'Connection')
  @Audit('attempt.started', 'attempt.succeeded', 'attempt.failed', 'connection.rotated')
  @SerializeOptions({ schema: attemptTest })
  rotate(
    @Param('id', { schema: id('connection') }) connectionId: string,
    @Body({ schema: rotateConnection }) input: RotateConnection,
  ) {
    return this.attempts.rotate(connectionId, input);
  }

  /** A new attempt on the same connection; its test brings the connection back. */
  @Post(':id/reauthorize')
  @Can('reauthorize', 'Connection')
  @Audit('attempt.started', 'attempt.failed')
  @SerializeOptions({ schema: attemptView })
  reauthorize(
    @Param('id', { schema: id('connection') }) connectionId: string,
    @Body({ schema: reauthorizeConnection }) input: ReauthorizeConnection,
  ) {
    return this.attempts.reauthorize(connectionId, input);
  }
}
