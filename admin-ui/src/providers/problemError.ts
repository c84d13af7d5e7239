import type { ProblemBody } from '@drawbridge/catalog';

/** Errors by field, nested like the form's values. */
export interface FieldErrors {
  [field: string]: string | FieldErrors;
}

/** An error reply of the API. react-admin reads `status` and `body.errors`; the console shows the message. */
export class ProblemError extends Error {
  readonly status: number;
  readonly problem: ProblemBody;
  readonly body: { errors?: FieldErrors };

  constructor(problem: ProblemBody) {
    super(sentence(problem));
    this.name = 'ProblemError';
    this.status = problem.status;
    this.problem = problem;
    this.body = problem.errors?.length ? { errors: fieldErrors(problem) } : {};
  }
}

/** What is shown when no reply came at all. */
export const offline: ProblemBody = {
  type: '/problems/unreachable',
  title: 'No answer',
  status: 0,
  detail: 'The server could not be reached.',
  code: 'internal',
  help: 'Check your network, then try again.',
  requestId: '',
};

export const problemOf = (error: unknown): ProblemBody =>
  error instanceof ProblemError ? error.problem : { ...offline, title: 'Something went wrong', detail: undefined };

function sentence(problem: ProblemBody): string {
  const what = problem.detail ? `${problem.title}: ${problem.detail}` : problem.title;
  return problem.help ? `${what}${/[.!?]$/.test(what) ? '' : '.'} ${problem.help}` : what;
}

/** JSON pointers (`/fields/api_key`) or parameter names become the nested object a form understands. */
function fieldErrors(problem: ProblemBody): FieldErrors {
  const errors: FieldErrors = {};
  for (const { pointer, message } of problem.errors ?? []) {
    const path = pointer
      .split('/')
      .filter(Boolean)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = path.pop();
    if (last === undefined) continue;
    let level = errors;
    for (const part of path) {
      const next = level[part];
      const nested = typeof next === 'object' ? next : {};
      level[part] = nested;
      level = nested;
    }
    level[last] = message.charAt(0).toUpperCase() + message.slice(1);
  }
  return errors;
}
