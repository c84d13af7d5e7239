import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { Logger as JobLogger } from 'graphile-worker';
import { pino, type Logger } from 'pino';
import { CONFIG, type Config } from '../config/config.ts';
import { Problem } from '../problem.ts';

/**
 * Structured lines on standard output. What is written is chosen field by field: request headers, bodies and the
 * properties of foreign errors never are, because they can hold secrets.
 */
@Injectable()
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(@Inject(CONFIG) config: Config) {
    this.pino = pino({ level: config.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  }

  info(event: string, fields: Record<string, string | number | boolean | null> = {}): void {
    this.pino.info(fields, event);
  }

  /** A fault: its class, message and stack, without any other property. */
  fault(event: string, error: unknown, fields: Record<string, string | number | null> = {}): void {
    this.pino.error({ ...fields, ...described(error) }, event);
  }

  // What Nest itself says while it starts is of use to its developers only.
  log(): void {}
  debug(): void {}
  verbose(): void {}
  warn(message: unknown): void {
    this.pino.warn(String(message));
  }
  error(message: unknown): void {
    this.pino.error(message instanceof Error ? described(message) : String(message));
  }
  fatal(message: unknown): void {
    this.error(message);
  }

  forJobs(): JobLogger {
    return new JobLogger(() => (level, message) => {
      if (level === 'error') this.pino.error(message);
      else if (level === 'warning') this.pino.warn(message);
    });
  }
}

function described(error: unknown): Record<string, string> {
  if (error instanceof Problem)
    return { code: error.code, message: error.message, ...(typeof error.cause === 'string' && { cause: error.cause }) };
  if (!(error instanceof Error)) return { message: 'unknown fault' };
  // A database error names its statement but prints parameter values into its detail: only the code and the place are kept.
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n');
  return { name: error.name, ...(typeof code === 'string' && { code }), message: safeMessage(error), stack: frames };
}

/** Messages of database errors can quote values that were sent. */
function safeMessage(error: Error): string {
  const database =
    'sqlMessage' in error || 'severity' in error || error.constructor.name.endsWith('ConstraintViolationException');
  return database || /^(insert|update|select|delete|with) /i.test(error.message)
    ? 'database error'
    : error.message.slice(0, 500);
}
