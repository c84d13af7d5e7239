import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problemError.ts';

/** Only a missing or failing server is asked twice; a refusal stays one. */
const retry = (failures: number, error: Error) =>
  failures < 1 && (!(error instanceof ProblemError) || error.status === 0 || error.status >= 502);

export const queryClient = new QueryClient({ defaultOptions: { queries: { retry, staleTime: 2_000 } } });
