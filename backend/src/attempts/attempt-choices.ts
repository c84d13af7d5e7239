import type { AttemptTest } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { record } from '../audit/index.ts';
import { Clock, invalidField, Problem, UnitOfWork } from '../platform/index.ts';
import { AttemptTests } from './attempt-tests.ts';
import { lockAttempt } from './lock-attempt.ts';

/** Takes the answer of a person whose credential reaches several sites, then goes on with the test. */
@Injectable()
export class AttemptChoices {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tests: AttemptTests,
    private readonly clock: Clock,
  ) {}

  /** Only what was offered may be chosen, and only once. */
  async choose(id: string, choice: string): Promise<AttemptTest> {
    await this.uow.run(async (em) => {
      const attempt = await lockAttempt(em, id);
      ensure('create', 'Attempt', attempt);
      const { choices } = attempt;
      if (attempt.state !== 'pending' || !choices || attempt.expiresAt <= this.clock.now())
        throw new Problem('invalid_transition', { detail: 'There is nothing to choose.' });
      const item = choices.items.find((one) => one.id === choice);
      if (!item) throw invalidField('invalid_input', '/id', 'must be the id of one of the choices of this attempt');
      attempt.chosen = { ...attempt.chosen, [choices.lookup]: item.id };
      attempt.choices = null;
      attempt.version += 1;
      record(em, {
        action: 'attempt.chosen',
        ownerId: attempt.createdBy,
        target: { type: 'attempt', id: attempt.id, name: attempt.name },
        changes: { [choices.lookup]: { before: null, after: item.label } },
      });
    });
    return this.tests.run(id);
  }
}
