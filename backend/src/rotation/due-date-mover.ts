import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { faultPoint, Jobs, Log, UnitOfWork } from '../platform/index.ts';
import {
  countMove,
  hasFewConnections,
  moveBatch,
  moveFirst,
  olderHaveEnded,
  stalledMoves,
  startMove,
  takeOverMove,
  type Move,
  type MoveScope,
} from './due-date-moves.queries.ts';

export const moveTask = 'move-due-dates';

/** Small enough that whoever wants to change one of these connections hardly waits. */
const batchSize = 500;
const atOnce = 200;
/** Up to here it costs a request nothing to look for the first ones of an app. */
const few = 10_000;
const stalledAfterSeconds = 30;
/** No transaction of ours lasts longer. Somebody else's must not hold the due dates up. */
const waitAtMost = 20_000;

/**
 * Moves due dates after a changed policy: in the request where there are few, and by a job in any case, which also finds
 * what was being written without knowing of the policy. It walks in batches that are committed one by one, from where the
 * last one ended; every batch asks for the policies of its own moment, so repeating one changes nothing.
 */
@Injectable()
export class DueDateMover {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly log: Log,
  ) {}

  /** Called in the transaction of the policy, which has been flushed. */
  async follow(em: EntityManager, scope: MoveScope): Promise<void> {
    const moveId = await startMove(em, scope);
    if (scope.tenantId !== null || (await hasFewConnections(em, few))) await moveFirst(em, scope, atOnce);
    await this.jobs.add(em, moveTask, { moveId }, `due-dates:${moveId}`);
  }

  /** The job. Also called for a move that is over, or that another works on: then that one goes on from here. */
  async work(moveId: string): Promise<void> {
    const move = await this.uow.asSystem((em) => takeOverMove(em, moveId));
    if (!move) return;
    await this.waitForOlder(move);
    await this.uow.asSystem((em) => countMove(em, move));
    while (await this.uow.asSystem((em) => moveBatch(em, move, batchSize))) faultPoint('due_dates.moved');
  }

  /** Takes up moves whose worker was lost. */
  async resume(): Promise<void> {
    const stalled = await this.uow.asSystem((em) => stalledMoves(em, stalledAfterSeconds));
    for (const id of stalled) await this.work(id);
  }

  private async waitForOlder(move: Move): Promise<void> {
    for (const end = Date.now() + waitAtMost; Date.now() < end; await pause(20))
      if (await this.uow.asSystem((em) => olderHaveEnded(em, move))) return;
    this.log.info('due dates move although an old transaction is still open', { moveId: move.id });
  }
}
