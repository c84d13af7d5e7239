import { Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemFilter, type Problem } from '../platform/index.ts';
import { sendCallbackPage } from './callback.page.ts';

/** Whoever comes back from a provider by a browser sees a page that says what went wrong and what to do. */
@Catch()
export class CallbackProblemFilter extends ProblemFilter {
  protected override send(reply: FastifyReply, problem: Problem, request: FastifyRequest): void {
    if (!(request.headers.accept ?? '').includes('text/html')) return super.send(reply, problem, request);
    const isSignedOut = problem.status === 401;
    const page = sendCallbackPage(reply, {
      attemptId: null,
      ok: false,
      title: 'Authorization rejected',
      message: isSignedOut
        ? 'Your session in Drawbridge has ended, so nothing was connected. Sign in and start again.'
        : `${problem.message.replace(/\.?$/, '.')} Nothing was connected. Go back and start again.`,
      onward: isSignedOut
        ? { to: '/login', label: 'Sign in' }
        : { to: '/connections', label: 'Back to the connections' },
    });
    void reply.code(problem.status).send(page);
  }
}
