import type { UserView } from '@drawbridge/catalog';
import { Typography } from '@mui/material';
import { maxLength, minLength, PasswordInput, required, TextInput } from 'react-admin';
import { textOf } from '../../fields/ReasonInput.tsx';
import { CommandDialog } from '../../layout/CommandDialog.tsx';
import { RowMenu, type RowAction } from '../../layout/RowMenu.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

export function UserActions({ user }: { user: UserView }) {
  const may = useMay();
  if (!may('update', 'User', user)) return null;
  const actions: RowAction[] = [
    { label: 'Rename', dialog: (close) => <Rename user={user} onClose={close} /> },
    { label: 'Set password', dialog: (close) => <SetPassword user={user} onClose={close} /> },
    {
      label: user.disabled ? 'Enable' : 'Disable',
      danger: !user.disabled,
      dialog: (close) => <Switch user={user} onClose={close} />,
    },
  ];
  return <RowMenu name={user.name} actions={actions} />;
}

interface DialogProps {
  user: UserView;
  onClose: () => void;
}

const update = (user: UserView, change: Record<string, unknown>) =>
  api.patch(`/users/${user.id}`, { ...change, version: user.version });

const Rename = ({ user, onClose }: DialogProps) => (
  <CommandDialog
    title={`Rename ${user.name}`}
    submitLabel="Rename"
    done="Renamed."
    defaultValues={{ name: user.name }}
    command={({ name }) => update(user, { name: textOf(name) })}
    onClose={onClose}
  >
    <TextInput source="name" label="Name" validate={[required(), maxLength(80)]} helperText={false} autoFocus />
  </CommandDialog>
);

const SetPassword = ({ user, onClose }: DialogProps) => (
  <CommandDialog
    title={`Set a new password for ${user.name}`}
    submitLabel="Set password"
    done="Password set. Every session of this person has ended."
    defaultValues={{ password: '' }}
    command={({ password }) => update(user, { password })}
    onClose={onClose}
  >
    <PasswordInput
      source="password"
      label="New password"
      autoComplete="new-password"
      validate={[required(), minLength(12)]}
      helperText="At least 12 characters. Every session of this person ends."
    />
  </CommandDialog>
);

const Switch = ({ user, onClose }: DialogProps) => (
  <CommandDialog
    title={user.disabled ? `Enable ${user.name}?` : `Disable ${user.name}?`}
    submitLabel={user.disabled ? 'Enable' : 'Disable'}
    tone={user.disabled ? 'primary' : 'error'}
    done={user.disabled ? 'Enabled.' : 'Disabled.'}
    command={() => update(user, { disabled: !user.disabled })}
    onClose={onClose}
  >
    <Typography variant="body2">
      {user.disabled
        ? 'The person can sign in again, with the memberships they have.'
        : 'The person is signed out everywhere and cannot sign in. Their connections and memberships stay.'}
    </Typography>
  </CommandDialog>
);
