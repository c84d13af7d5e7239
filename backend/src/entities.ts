import { AppRule } from './apps/index.ts';
import { Attempt } from './attempts/index.ts';
import { AuditEvent } from './audit/index.ts';
import { CustomApp, CustomAppVersion } from './custom-apps/index.ts';
import { Connection, Usage } from './connections/index.ts';
import { UseByDay } from './credentials/index.ts';
import { GlobalConnection, GlobalConnectionUse, GlobalConnectionVersion } from './global-catalog/index.ts';
import { ApiKey, Membership, Session, Tenant, User } from './identity/index.ts';
import { Notification } from './notifications/index.ts';
import { OAuthClient } from './oauth/index.ts';
import { PublicationRequest } from './publications/index.ts';
import { ReminderRun, RotationPolicy } from './rotation/index.ts';
import { SignOff } from './reports/index.ts';
import { ConnectionReview } from './reviews/index.ts';
import { Secret } from './secrets/index.ts';

/** Every entity of the product. */
export const entities = [
  ApiKey,
  AppRule,
  Attempt,
  AuditEvent,
  Connection,
  ConnectionReview,
  CustomApp,
  CustomAppVersion,
  GlobalConnection,
  GlobalConnectionUse,
  GlobalConnectionVersion,
  Membership,
  Notification,
  OAuthClient,
  PublicationRequest,
  ReminderRun,
  RotationPolicy,
  Secret,
  Session,
  SignOff,
  Tenant,
  Usage,
  UseByDay,
  User,
];

/** Changes to these need an audit event in the same transaction. The others are bookkeeping of theirs. */
export const audited: ReadonlySet<string> = new Set([
  'ApiKey',
  'AppRule',
  'Connection',
  'ConnectionReview',
  'CustomApp',
  'CustomAppVersion',
  'GlobalConnection',
  'Membership',
  'OAuthClient',
  'PublicationRequest',
  'RotationPolicy',
  'SignOff',
  'Tenant',
  'User',
]);
