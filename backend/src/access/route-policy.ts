import type { Action, Subject } from '@drawbridge/catalog';
import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const CAN = 'access:can';
export const PUBLIC = 'access:public';
export const AUDIT = 'access:audit';
export const NO_AUDIT = 'access:no-audit';
export const SAME_ORIGIN_READ = 'access:same-origin-read';

export interface RoutePermission {
  action: Action;
  subject: Subject;
}

/** Who may call this route at all. The service checks the very record as well. */
export const Can = (action: Action, subject: Subject): CustomDecorator =>
  SetMetadata(CAN, { action, subject } satisfies RoutePermission);

/** This route answers anybody. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);

/** The audit actions that this route records. A route that changes anything declares them, or says why there are none. */
export const Audit = (...actions: [string, ...string[]]): CustomDecorator => SetMetadata(AUDIT, actions);
export const NoAudit = (reason: string): CustomDecorator => SetMetadata(NO_AUDIT, reason);

/** A GET with effects: not to be triggered by other pages, by links or by prefetching. */
export const SameOriginRead = (): CustomDecorator => SetMetadata(SAME_ORIGIN_READ, true);
