import type { TenantAppView, TenantView } from '@drawbridge/catalog';
import { Alert, Typography } from '@mui/material';
import { FormDataConsumer, RadioButtonGroupInput } from 'react-admin';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { CommandDialog } from '../../layout/CommandDialog.tsx';
import { api } from '../../providers/api.ts';
import { AppRuleConsequences } from './AppRuleConsequences.tsx';

interface AppRuleDialogProps {
  tenant: TenantView;
  app: TenantAppView;
  onClose: () => void;
}

/** Tells what a block does before it is set, and asks why. */
export function AppRuleDialog({ tenant, app, onClose }: AppRuleDialogProps) {
  const { blocked } = app;
  const isShared = blocked?.scope === 'platform';
  const path = (scope: unknown) =>
    scope === 'platform' ? `/apps/${app.id}/rule` : `/tenants/${tenant.id}/apps/${app.id}`;
  return (
    <CommandDialog
      title={blocked ? `Allow ${app.name} again?` : `Block ${app.name}?`}
      submitLabel={blocked ? (isShared ? 'Allow for every tenant' : 'Allow') : 'Block'}
      tone={blocked ? 'primary' : 'error'}
      done={blocked ? `${app.name} is allowed again.` : `${app.name} is blocked.`}
      defaultValues={{ scope: blocked?.scope ?? 'tenant', reason: '' }}
      command={({ scope, reason }) => api.put(path(scope), { blocked: !blocked, reason: textOf(reason) })}
      onClose={onClose}
    >
      {blocked ? (
        <Typography variant="body2">
          {isShared
            ? 'It was blocked for every tenant, and is allowed for every tenant that has no block of its own.'
            : `People of ${tenant.name} can connect it again.`}{' '}
          Its connections work again at once.
        </Typography>
      ) : (
        <Scope tenant={tenant} app={app} />
      )}
      <ReasonInput
        label={blocked ? 'Why it is allowed again' : 'Why it is blocked'}
        help={blocked ? 'Kept in the audit trail.' : 'People of the tenant read this. Kept in the audit trail.'}
      />
    </CommandDialog>
  );
}

function Scope({ tenant, app }: Pick<AppRuleDialogProps, 'tenant' | 'app'>) {
  return (
    <>
      <RadioButtonGroupInput
        source="scope"
        label="For"
        helperText={false}
        choices={[
          { id: 'tenant', name: tenant.name },
          { id: 'platform', name: 'Every tenant' },
        ]}
      />
      <FormDataConsumer<{ scope?: string }>>
        {({ formData }) => <AppRuleConsequences app={app} everywhere={formData.scope === 'platform'} />}
      </FormDataConsumer>
      <Alert severity="info">
        Nothing is revoked or deleted: connections rest, workflows that use them are refused, and all of it comes back
        when the app is allowed again. Its owners can still revoke them or replace a credential.
      </Alert>
    </>
  );
}
