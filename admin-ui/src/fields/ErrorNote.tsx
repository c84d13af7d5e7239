import { Alert, AlertTitle, Button } from '@mui/material';
import { problemOf } from '../providers/problemError.ts';

const changedMeanwhile = new Set(['stale_version', 'invalid_transition', 'stale_snapshot']);

/** A problem of the API in full: what it is, what happened, and what to do; with a reload where that helps. */
export function ErrorNote({ error, onReload }: { error: unknown; onReload?: () => void }) {
  const problem = problemOf(error);
  const known = problem.errors?.filter((field) => field.message) ?? [];
  return (
    <Alert
      severity="error"
      action={
        onReload && (changedMeanwhile.has(problem.code) || problem.status === 0 || problem.status >= 500) ? (
          <Button color="inherit" size="small" onClick={onReload}>
            Reload
          </Button>
        ) : undefined
      }
    >
      <AlertTitle sx={{ mb: 0.25 }}>{problem.title}</AlertTitle>
      {problem.detail && known.length === 0 && <div>{problem.detail}</div>}
      {known.map((field) => (
        <div key={field.pointer}>
          {field.pointer.split('/').at(-1)}: {field.message}
        </div>
      ))}
      {problem.help && <div>{problem.help}</div>}
    </Alert>
  );
}
