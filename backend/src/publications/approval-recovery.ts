import { publicationMachine, type ProblemCode } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { difference, record } from '../audit/index.ts';
import { Clock, next, Problem, seconds, UnitOfWork } from '../platform/index.ts';
import { SecretLedger } from '../secrets/index.ts';
import { Approval } from './approval.ts';
import { lockRequest } from './lock-request.ts';
import { targetOf } from './publication-request.entity.ts';
import { claimStaleApprovals } from './stale-approvals.queries.ts';

/** A copy that has not come through after this long is taken up here. */
const resumeAfter = seconds(3);

/** With one of these the connection cannot be copied any more, however often it is tried. */
const final: readonly ProblemCode[] = [
  'stale_snapshot',
  'connection_revoked',
  'connection_needs_reauth',
  'unknown_app',
  // The copy that it was to renew has been revoked meanwhile.
  'invalid_transition',
];

/** Takes up approvals that were left over: by a crash, or while Vault was away. */
@Injectable()
export class ApprovalRecovery {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly approval: Approval,
    private readonly ledger: SecretLedger,
    private readonly clock: Clock,
  ) {}

  /** Finishes what can be finished; what failed is thrown when all had their turn. */
  async resume(): Promise<void> {
    const failures: unknown[] = [];
    const stale = await this.uow.asSystem((em) =>
      claimStaleApprovals(em, this.clock.in(-resumeAfter), this.clock.now()),
    );
    for (const id of stale) {
      try {
        await this.approval.finish(id).catch((error: unknown) => this.giveBack(id, error));
      } catch (error) {
        failures.push(error);
        // While Vault is away the others need not be tried; what fails for a reason of its own must not hold them up.
        if (error instanceof Problem && error.status === 503) break;
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** The connection cannot be copied any more: the request goes back to those who decide. */
  private async giveBack(id: string, error: unknown): Promise<void> {
    if (!(error instanceof Problem) || !final.includes(error.code)) throw error;
    await this.uow.asSystem(async (em) => {
      const request = await lockRequest(em, id);
      if (request.state !== 'approving') return;
      if (request.copySecretId) await this.ledger.abandon(em, request.copySecretId);
      em.assign(request, {
        ...undecided,
        state: next(publicationMachine, request.state, 'release'),
        version: request.version + 1,
      });
      record(em, {
        action: 'publication_request.approval_released',
        outcome: 'failure',
        tenantId: request.tenantId,
        target: targetOf(request),
        reason: error.code,
        changes: difference({ state: 'approving' }, { state: request.state }),
      });
    });
  }
}

const undecided = {
  decidedBy: null,
  decidedAt: null,
  decisionReason: null,
  copySecretId: null,
  copySourceSecretId: null,
  copyStartedAt: null,
  globalConnectionId: null,
};
