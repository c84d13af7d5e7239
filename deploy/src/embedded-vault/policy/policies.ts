import { badRequest, notFound } from '../http/reply.ts';
import type { Folder } from '../storage/store.ts';
import { Acl } from './acl.ts';
import { defaultPolicy } from './default-policy.ts';
import { parsePolicy } from './policy.ts';

/** The named policies. `root` allows everything and has no text; `default` goes to every token unless it asks not to have it. */
export class Policies {
  readonly #folder: Folder;
  /** Parsed rules by name and by set of names; thrown away on any change. */
  readonly #acls = new Map<string, Acl>();

  constructor(folder: Folder) {
    this.#folder = folder;
  }

  furnish(): void {
    this.#folder.put('default', defaultPolicy);
  }

  names(): string[] {
    return [...this.#folder.list(''), 'root'].sort();
  }

  read(name: string): string {
    const text = name === 'root' ? '' : this.#folder.get<string>(name.toLowerCase());
    if (text === undefined) throw notFound();
    return text;
  }

  write(name: string, text: string): void {
    if (name === 'root') throw badRequest('cannot update "root" policy');
    parsePolicy(text);
    this.#folder.put(name.toLowerCase(), text);
    this.#acls.clear();
  }

  delete(name: string): void {
    if (name === 'root' || name === 'default') throw badRequest(`cannot delete "${name}" policy`);
    this.#folder.delete(name.toLowerCase());
    this.#acls.clear();
  }

  /** The rules of a token's policies; names without a policy grant nothing. */
  acl(names: string[]): Acl {
    const key = names.join('\n');
    let acl = this.#acls.get(key);
    if (!acl) {
      acl = new Acl(names.flatMap((name) => parsePolicy(this.#folder.get<string>(name) ?? '')));
      this.#acls.set(key, acl);
    }
    return acl;
  }
}
