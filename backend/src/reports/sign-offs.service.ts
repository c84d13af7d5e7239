import type { SignOffKind, SignOffReport, SignOffView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import { canonicalJson, Clock, newId, principal, Problem, sha256Hex, UnitOfWork } from '../platform/index.ts';
import { RotationReportQueries } from './rotation-report.queries.ts';
import { SignOff } from './sign-off.entity.ts';
import { SignOffsQueries } from './sign-offs.queries.ts';

interface Signed {
  kind: SignOffKind;
  /** Null: the whole platform. */
  tenantId: string | null;
  name: string;
  figures: { totals: Record<string, number> };
}

/** Signs off what a person has seen: it is computed anew, and refused when it is no longer that. */
@Injectable()
export class SignOffsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly rotation: RotationReportQueries,
    private readonly queries: SignOffsQueries,
  ) {}

  /** The rotation report of the whole platform. */
  async signRotationReport(input: SignOffReport): Promise<SignOffView> {
    const id = await this.uow.run(async (em) => {
      ensure('sign_off', 'RotationReport', { tenantId: null });
      const figures = await this.rotation.figures(em, this.clock.now());
      return this.sign(em, input, { kind: 'rotation_report', tenantId: null, name: 'Rotation report', figures });
    });
    return this.queries.get(id);
  }

  private sign(em: EntityManager, { statement, digest }: SignOffReport, signed: Signed): string {
    const figures = canonicalJson(signed.figures);
    if (sha256Hex(figures) !== digest)
      throw new Problem('figures_changed', {
        detail: 'The figures are no longer the ones that you saw. Nothing was signed off.',
      });
    const who = principal();
    const { kind, tenantId } = signed;
    const row = em.create(SignOff, {
      id: newId('signOff'),
      ...{ kind, tenantId, figures, digest, statement: statement.trim() },
      signedBy: who.id ?? '',
      signedByName: who.name,
      signedAt: this.clock.now(),
    });
    em.persist(row);
    record(em, {
      action: `${kind}.signed_off`,
      target: { type: 'sign_off', id: row.id, name: signed.name },
      tenantId,
      changes: difference({}, { digest, ...signed.figures.totals }),
      reason: row.statement,
    });
    return row.id;
  }
}
