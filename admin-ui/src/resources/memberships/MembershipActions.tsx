import { tenantRoles, type MembershipView } from '@drawbridge/catalog';
import { Typography } from '@mui/material';
import { required, SelectInput } from 'react-admin';
import { roleWords } from '../../fields/states.ts';
import { CommandDialog } from '../../layout/CommandDialog.tsx';
import { RowMenu, type RowAction } from '../../layout/RowMenu.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

export function MembershipActions({ membership }: { membership: MembershipView }) {
  const may = useMay();
  const { name } = membership.user;
  const actions: RowAction[] = [];
  if (membership.tenant && may('update', 'Membership', membership))
    actions.push({ label: 'Change role', dialog: (close) => <ChangeRole membership={membership} onClose={close} /> });
  if (may('revoke', 'Membership', membership))
    actions.push({
      label: 'Remove',
      danger: true,
      dialog: (close) => <Remove membership={membership} onClose={close} />,
    });
  return <RowMenu name={name} actions={actions} />;
}

interface DialogProps {
  membership: MembershipView;
  onClose: () => void;
}

const ChangeRole = ({ membership, onClose }: DialogProps) => (
  <CommandDialog
    title={`Change the role of ${membership.user.name}`}
    submitLabel="Change role"
    done="Role changed."
    defaultValues={{ role: membership.role }}
    command={({ role }) => api.patch(`/memberships/${membership.id}`, { role })}
    onClose={onClose}
  >
    <SelectInput
      source="role"
      label="Role"
      choices={tenantRoles.map((id) => ({ id, name: roleWords[id] }))}
      validate={required()}
      translateChoice={false}
      helperText="A tenant admin looks after everything in the tenant; a member after what they connected themselves."
    />
  </CommandDialog>
);

const Remove = ({ membership, onClose }: DialogProps) => (
  <CommandDialog
    title={`Remove ${membership.user.name}?`}
    submitLabel="Remove"
    tone="error"
    done="Removed."
    command={() => api.remove(`/memberships/${membership.id}`)}
    onClose={onClose}
  >
    <Typography variant="body2">
      {membership.user.name} can no longer act for {membership.tenant?.name ?? 'the platform'}, starting now. The
      connections they made stay, and a tenant admin can look after them.
    </Typography>
  </CommandDialog>
);
