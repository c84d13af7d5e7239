import type { CustomAppView } from '@drawbridge/catalog';
import { Alert } from '@mui/material';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { count } from '../../fields/states.ts';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

/** Undoes a withdrawal, and tells beforehand what comes back with it. */
export function RestoreButton({ app }: { app: CustomAppView }) {
  const may = useMay();
  if (!app.withdrawnAt || !may('restore', 'CustomApp')) return null;
  return (
    <CommandButton
      label="Offer again"
      title={`Offer ${app.name} again?`}
      submitLabel="Offer again"
      done={`${app.name} is offered again.`}
      command={({ reason }) =>
        api.post(`/custom-apps/${app.id}/restore`, { reason: textOf(reason), version: app.version })
      }
    >
      <Alert severity="info">
        {app.connectionCount > 0
          ? `${count(app.connectionCount, 'connection')} ${app.connectionCount === 1 ? 'comes' : 'come'} back as before: workflows can use ${app.connectionCount === 1 ? 'it' : 'them'} again at once.`
          : 'It can be connected again at once. No connection was resting.'}
      </Alert>
      <ReasonInput help="Kept in the audit trail." />
    </CommandButton>
  );
}
