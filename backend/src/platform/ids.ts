import { randomUUIDv7 } from 'node:crypto';
import { formatId, parseId, type IdKind } from '@drawbridge/catalog';
import { Type } from '@mikro-orm/core';

/** A new public identifier. It grows with time, so its order is the order of creation. */
export const newId = (kind: IdKind): string => formatId(kind, randomUUIDv7());

/** Stores a public identifier as the plain UUID it stands for. */
export class PublicId extends Type<string | null, string | null> {
  constructor(readonly kind: IdKind) {
    super();
  }
  override convertToDatabaseValue(id: string | null): string | null {
    return id === null || id === undefined ? id : parseId(this.kind, id);
  }
  override convertToJSValue(uuid: string | null): string | null {
    return uuid === null || uuid === undefined ? uuid : formatId(this.kind, uuid);
  }
  override getColumnType(): string {
    return 'uuid';
  }
  override compareAsType(): string {
    return 'string';
  }
}
