import type { TenantView } from '@drawbridge/catalog';
import { Typography } from '@mui/material';
import { maxLength, required, TextInput } from 'react-admin';
import { textOf } from '../../fields/ReasonInput.tsx';
import { CommandDialog } from '../../layout/CommandDialog.tsx';
import { RowMenu, type RowAction } from '../../layout/RowMenu.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

export function TenantActions({ tenant }: { tenant: TenantView }) {
  const may = useMay();
  if (!may('update', 'Tenant', tenant)) return null;
  const actions: RowAction[] = [
    { label: 'Rename', dialog: (close) => <Rename tenant={tenant} onClose={close} /> },
    {
      label: tenant.suspended ? 'Resume' : 'Suspend',
      danger: !tenant.suspended,
      dialog: (close) => <Suspend tenant={tenant} onClose={close} />,
    },
  ];
  return <RowMenu name={tenant.name} actions={actions} />;
}

interface DialogProps {
  tenant: TenantView;
  onClose: () => void;
}

const update = (tenant: TenantView, change: Record<string, unknown>) =>
  api.patch(`/tenants/${tenant.id}`, { ...change, version: tenant.version });

const Rename = ({ tenant, onClose }: DialogProps) => (
  <CommandDialog
    title={`Rename ${tenant.name}`}
    submitLabel="Rename"
    done="Renamed."
    defaultValues={{ name: tenant.name }}
    command={({ name }) => update(tenant, { name: textOf(name) })}
    onClose={onClose}
  >
    <TextInput source="name" label="Name" validate={[required(), maxLength(80)]} helperText={false} autoFocus />
  </CommandDialog>
);

const Suspend = ({ tenant, onClose }: DialogProps) => (
  <CommandDialog
    title={tenant.suspended ? `Resume ${tenant.name}?` : `Suspend ${tenant.name}?`}
    submitLabel={tenant.suspended ? 'Resume' : 'Suspend'}
    tone={tenant.suspended ? 'primary' : 'error'}
    done={tenant.suspended ? 'Resumed.' : 'Suspended.'}
    command={() => update(tenant, { suspended: !tenant.suspended })}
    onClose={onClose}
  >
    <Typography variant="body2">
      {tenant.suspended
        ? 'Its people and workflows can work again.'
        : 'Its people are signed out and its workflows are refused until it is resumed. Nothing is deleted.'}
    </Typography>
  </CommandDialog>
);
