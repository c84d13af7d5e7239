import type { CustomAppView } from '@drawbridge/catalog';
import { Alert } from '@mui/material';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { count } from '../../fields/states.ts';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

/** Tells how many connections rest from then on; the server refuses where that is no longer true. */
export function WithdrawButton({ app }: { app: CustomAppView }) {
  const may = useMay();
  if (app.withdrawnAt || !may('revoke', 'CustomApp')) return null;
  return (
    <CommandButton
      label="Withdraw"
      tone="error"
      title={`Withdraw ${app.name}?`}
      submitLabel="Withdraw"
      done="Withdrawn."
      command={({ reason }) =>
        api.post(`/custom-apps/${app.id}/withdraw`, {
          reason: textOf(reason),
          connectionCount: app.connectionCount,
          version: app.version,
        })
      }
    >
      <Alert severity={app.connectionCount > 0 ? 'warning' : 'info'}>
        {app.connectionCount > 0
          ? `${count(app.connectionCount, 'connection')} will rest: workflows that use them are refused, until you offer the app again.`
          : 'No connection is concerned. Nobody can connect it until you offer it again.'}
      </Alert>
      <ReasonInput help="People read this at their connections. Kept in the audit trail." />
    </CommandButton>
  );
}
