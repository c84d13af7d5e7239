import { Injectable } from '@nestjs/common';
import type { Problem } from '../problem.ts';

type Listener = (problem: Problem, route: string) => void;

/** Tells whoever keeps the audit trail about refused requests; the platform itself does not know what audit is. */
@Injectable()
export class RefusalObserver {
  private listener: Listener | undefined;

  observe(listener: Listener): void {
    this.listener = listener;
  }

  refused(problem: Problem, route: string): void {
    this.listener?.(problem, route);
  }
}
