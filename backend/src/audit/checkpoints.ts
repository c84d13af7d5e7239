import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Jobs, Log, UnitOfWork } from '../platform/index.ts';
import { SecretStore } from '../secrets/index.ts';
import { merkleRoot } from './merkle.ts';

interface Head {
  scope: string;
  seq: string;
  hash: string;
}

/**
 * Every hour: a signature by Vault over the heads of all chains that moved. It is written to the log too, so that a
 * copy lies where nobody who can change the database reaches it.
 */
@Injectable()
export class Checkpoints implements OnApplicationBootstrap {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly vault: SecretStore,
    private readonly jobs: Jobs,
    private readonly log: Log,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.schedule('audit-checkpoint', '0 * * * *', async () => void (await this.sign()));
  }

  /** Signs the heads that moved; false when none did. */
  async sign(): Promise<boolean> {
    const { previous, heads } = await this.uow.asSystem(async (em) => ({
      previous: await newestRoot(em),
      heads: await movedHeads(em),
    }));
    if (heads.length === 0) return false;
    const root = rootOf(previous, heads);
    const signature = await this.vault.sign(root);
    const at = this.clock.now();
    await this.uow.asSystem((em) => this.keep(em, { at, previous, root, signature, heads }));
    this.log.info('audit checkpoint', {
      at: at.toISOString(),
      root: root.toString('hex'),
      signature,
      chains: heads.length,
    });
    return true;
  }

  private async keep(
    em: EntityManager,
    {
      at,
      previous,
      root,
      signature,
      heads,
    }: { at: Date; previous: Buffer; root: Buffer; signature: string; heads: Head[] },
  ): Promise<void> {
    const [made] = await em.execute<{ id: string }[]>(
      'insert into audit_checkpoint (at, previous_root, root, chains, signature) values (?, ?, ?, ?, ?) returning id',
      [at, previous, root, heads.length, signature],
    );
    await em.execute(
      `insert into audit_checkpoint_head (checkpoint_id, scope, seq, hash)
       select ?, (h ->> 'scope')::uuid, (h ->> 'seq')::bigint, decode(h ->> 'hash', 'hex') from jsonb_array_elements(?::jsonb) h`,
      [made?.id, JSON.stringify(heads)],
    );
  }
}

/** The root over the heads, in the order of their scopes, and the root before. */
function rootOf(previous: Buffer, heads: Head[]): Buffer {
  const leaves = heads.map((head) => Buffer.from(`${head.scope} ${head.seq} ${head.hash}`));
  return createHash('sha256').update(previous).update(merkleRoot(leaves)).digest();
}

async function newestRoot(em: EntityManager): Promise<Buffer> {
  const [row] = await em.execute<{ root: Buffer }[]>('select root from audit_checkpoint order by id desc limit 1');
  return row?.root ?? Buffer.alloc(32);
}

function movedHeads(em: EntityManager): Promise<Head[]> {
  return em.execute<Head[]>(
    `select c.scope, c.seq, encode(c.hash, 'hex') as hash from audit_chain c
     where not exists (select from audit_checkpoint_head h where h.scope = c.scope and h.seq = c.seq) order by c.scope`,
  );
}

/** What the newest checkpoint says of a chain: which digest its row `seq` must have, and whether Vault signed it. */
export interface Checkpoint {
  seq: number;
  hash: string;
  at: Date;
  genuine: boolean;
}

export async function checkpointOf(
  uow: UnitOfWork,
  vault: SecretStore,
  scope: string,
): Promise<Checkpoint | undefined> {
  const read = await uow.read(async (em) => {
    const [found] = await em.execute<
      { id: string; at: Date; previous_root: Buffer; root: Buffer; signature: string; seq: string; hash: string }[]
    >(
      `select c.id, c.at, c.previous_root, c.root, c.signature, h.seq, encode(h.hash, 'hex') as hash
       from audit_checkpoint_head h join audit_checkpoint c on c.id = h.checkpoint_id where h.scope = ? order by c.id desc limit 1`,
      [scope],
    );
    return found && { found, heads: await headsOf(em, found.id) };
  });
  if (!read) return undefined;
  const { found, heads } = read;
  const intact = rootOf(found.previous_root, heads).equals(found.root);
  return {
    seq: Number(found.seq),
    hash: found.hash,
    at: new Date(found.at),
    genuine: intact && (await vault.verify(found.root, found.signature)),
  };
}

const headsOf = (em: EntityManager, checkpointId: string): Promise<Head[]> =>
  em.execute<Head[]>(
    `select scope, seq, encode(hash, 'hex') as hash from audit_checkpoint_head where checkpoint_id = ? order by scope`,
    [checkpointId],
  );
