import {
  id,
  putRotationPolicy,
  reminderRunPage,
  reminderRunQuery,
  reminderRunView,
  rotationDuePage,
  rotationDueQuery,
  rotationPolicies,
  startReminderRun,
  type PutRotationPolicy,
  type RotationDueQuery,
} from '@drawbridge/catalog';
import { Body, Controller, Get, Param, Post, Put, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Audit, Can } from '../access/index.ts';
import { ReminderRunsQueries } from './reminder-runs.queries.ts';
import { ReminderRunsService } from './reminder-runs.service.ts';
import { RotationDueQueries } from './rotation-due.queries.ts';
import { RotationPoliciesQueries } from './rotation-policies.queries.ts';
import { RotationPoliciesService } from './rotation-policies.service.ts';

@ApiTags('Rotation')
@Controller('rotation')
export class RotationController {
  constructor(
    private readonly dues: RotationDueQueries,
    private readonly policies: RotationPoliciesService,
    private readonly policyQueries: RotationPoliciesQueries,
    private readonly runs: ReminderRunsService,
    private readonly runQueries: ReminderRunsQueries,
  ) {}

  /** The credentials that come due, the most urgent first. */
  @Get('due')
  @Can('read', 'RotationDue')
  @SerializeOptions({ schema: rotationDuePage })
  due(@Query({ schema: rotationDueQuery }) query: RotationDueQuery) {
    return this.dues.list(query);
  }

  /** The policies in sight: the platform's and the own tenant's, or every tenant's for platform roles; and how far due dates are. */
  @Get('policies')
  @Can('read', 'RotationPolicy')
  @SerializeOptions({ schema: rotationPolicies })
  listPolicies() {
    return this.policyQueries.list();
  }

  /** Sets or removes one policy of the own scope; due dates follow, many of them by a job. */
  @Put('policies')
  @Can('update', 'RotationPolicy')
  @Audit('rotation_policy.set', 'rotation_policy.removed')
  @SerializeOptions({ schema: rotationPolicies })
  putPolicy(@Body({ schema: putRotationPolicy }) input: PutRotationPolicy) {
    return this.policies.put(input);
  }

  /** Sends the reminders that are due and were not sent yet, within the caller's sight. */
  @Post('reminder-runs')
  @Can('run', 'ReminderRun')
  @Audit('reminder_run.started', 'reminder.sent', 'reminder_run.completed', 'reminder_run.failed')
  @SerializeOptions({ schema: reminderRunView })
  startRun(@Body({ schema: startReminderRun }) _input: z.infer<typeof startReminderRun>) {
    return this.runs.start();
  }

  /** The runs in sight, the newest first. */
  @Get('reminder-runs')
  @Can('read', 'ReminderRun')
  @SerializeOptions({ schema: reminderRunPage })
  listRuns(@Query({ schema: reminderRunQuery }) query: z.infer<typeof reminderRunQuery>) {
    return this.runQueries.list(query);
  }

  /** How far a run is. */
  @Get('reminder-runs/:id')
  @Can('read', 'ReminderRun')
  @SerializeOptions({ schema: reminderRunView })
  getRun(@Param('id', { schema: id('reminderRun') }) run: string) {
    return this.runQueries.get(run);
  }
}
