export { Attempt, debuggedBy } from './attempt.entity.ts';
export { AttemptsModule } from './attempts.module.ts';
export { AttemptsService } from './attempts.service.ts';
export { AttemptTests } from './attempt-tests.ts';
export { Authorizations, type StartAuthorization, type StartedAuthorization } from './authorizations.ts';
