import { z } from 'zod';
import { id, moment } from './fields.ts';

/** The longest that the debug mode of a connection may be on, in minutes. */
export const longestDebugMinutes = 60;
/** How long the record of a call is kept, in hours. */
export const keepCallsHours = 24;
/** How many records are kept of one connection; the oldest go first. */
export const keepCalls = 200;

export const startDebug = z
  .strictObject({
    minutes: z.int().min(1).max(longestDebugMinutes).describe('It ends by itself after this.'),
  })
  .meta({ id: 'StartDebug' });
export type StartDebug = z.infer<typeof startDebug>;

/** What the connection did when a call was made. */
export const callOperations = ['check', 'authorization', 'test', 'refresh', 'revocation'] as const;
export type CallOperation = (typeof callOperations)[number];

/** One call to a provider. Holds no header, no body, no query and no value of a credential. */
export const shownCall = z.object({
  purpose: z
    .string()
    .describe('What the call was for: test, permissions, account, lookup, sign_in, token, revocation.'),
  request: z
    .string()
    .describe('Method, host and path as the definition of the app writes it: values are placeholders.'),
  status: z.int().nullable().describe('HTTP status; null when there was none.'),
  durationMs: z.int(),
  errorClass: z
    .string()
    .nullable()
    .describe('dns, connect, tls, timeout, blocked, too_large, redirect, http, http_4xx or http_5xx; null: none.'),
});
export type ShownCall = z.infer<typeof shownCall>;

/** A call as it is kept with a connection. */
export const providerCallView = shownCall
  .extend({
    id: id('providerCall'),
    at: moment,
    operation: z.enum(callOperations).describe('What the connection was doing.'),
  })
  .meta({ id: 'ProviderCall' });
export type ProviderCallView = z.infer<typeof providerCallView>;

export const debugView = z
  .object({
    until: moment.nullable().describe('Null: it is off.'),
    secondsLeft: z.int().describe("By the database's clock; 0: it is off."),
    calls: z.array(providerCallView).describe('The newest first, at most 200, for 24 hours.'),
  })
  .meta({ id: 'Debug' });
export type DebugView = z.infer<typeof debugView>;
