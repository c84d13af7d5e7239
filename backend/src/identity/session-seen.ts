import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Loops, minutes, seconds, UnitOfWork } from '../platform/index.ts';
import { Session } from './entities.ts';

/** Remembers when a session was last used, at most once a minute for each and in batches: reading writes nothing. */
@Injectable()
export class SessionSeen implements OnApplicationBootstrap {
  private readonly waiting = new Set<string>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly loops: Loops,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.every('session use', seconds(5), () => this.flush());
  }

  note(sessionId: string, lastSeenAt: Date): void {
    if (this.clock.now().getTime() - lastSeenAt.getTime() > minutes(1)) this.waiting.add(sessionId);
  }

  async flush(): Promise<void> {
    if (this.waiting.size === 0) return;
    const ids = [...this.waiting];
    this.waiting.clear();
    await this.uow.asSystem(async (em) => {
      const now = this.clock.now();
      for (const session of await em.find(Session, { id: { $in: ids } })) session.lastSeenAt = now;
    });
  }
}
