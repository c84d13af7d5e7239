/** What keeps an instance from starting, said in one sentence for the person at the terminal. */
export class StartError extends Error {}

/** The errno code of a failed system call, if it was one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
