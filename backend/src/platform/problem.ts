import { problems, type ProblemBody, type ProblemCode, type ProblemField } from '@drawbridge/catalog';

interface Details {
  /** What happened, safe to be read by the caller. */
  detail?: string;
  errors?: ProblemField[];
  cause?: unknown;
  /** Seconds after which another try makes sense. */
  retryAfter?: number;
}

/** An error that the caller is told about, by a code from the closed list in the catalog. */
export class Problem extends Error {
  readonly errors: ProblemField[] | undefined;
  readonly detail: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: ProblemCode,
    details: Details = {},
  ) {
    super(details.detail ?? problems[code][1], { cause: details.cause });
    this.detail = details.detail;
    this.errors = details.errors;
    this.retryAfter = details.retryAfter;
  }

  get status(): number {
    return problems[this.code][0];
  }

  /** The reply body of RFC 9457. */
  body(requestId: string, instance?: string): ProblemBody {
    const [status, title, help] = problems[this.code];
    return {
      type: `/problems/${this.code.replaceAll('_', '-')}`,
      title,
      status,
      ...(this.detail !== undefined && { detail: this.detail }),
      ...(instance !== undefined && { instance }),
      code: this.code,
      help,
      requestId,
      ...(this.errors && { errors: this.errors }),
    };
  }
}

/** Refuses one field of the input. */
export const invalidField = (code: ProblemCode, pointer: string, message: string): Problem =>
  new Problem(code, { detail: `${pointer} ${message}`, errors: [{ pointer, code: 'invalid', message }] });
