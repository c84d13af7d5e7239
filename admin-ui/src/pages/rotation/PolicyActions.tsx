import type { RotationPolicyView } from '@drawbridge/catalog';
import { Typography } from '@mui/material';
import { CommandDialog } from '../../layout/CommandDialog.tsx';
import { RowMenu } from '../../layout/RowMenu.tsx';
import { api } from '../../providers/api.ts';
import { DaysInput, daysOf } from './DaysInput.tsx';

function targetOf({ authClass, appId, connectionId }: RotationPolicyView) {
  if (connectionId !== null) return { connectionId };
  return appId !== null ? { appId } : { authClass };
}

export function PolicyActions({ policy, name }: { policy: RotationPolicyView; name: string }) {
  return (
    <RowMenu
      name={`the policy for ${name}`}
      actions={[
        {
          label: 'Change',
          dialog: (close) => (
            <CommandDialog
              title={`Change the policy for ${name}`}
              submitLabel="Set policy"
              done="Policy set. Due dates follow it from now on."
              defaultValues={{ days: policy.days ?? 90, none: policy.days === null }}
              command={(values) => api.put('/rotation/policies', { ...targetOf(policy), days: daysOf(values) })}
              onClose={close}
            >
              <DaysInput />
            </CommandDialog>
          ),
        },
        {
          label: 'Remove',
          danger: true,
          dialog: (close) => (
            <CommandDialog
              title={`Remove the policy for ${name}?`}
              submitLabel="Remove"
              tone="error"
              done="Removed. The next wider policy counts now."
              command={() => api.put('/rotation/policies', targetOf(policy))}
              onClose={close}
            >
              <Typography variant="body2">The next wider policy that fits counts from now on.</Typography>
            </CommandDialog>
          ),
        },
      ]}
    />
  );
}
