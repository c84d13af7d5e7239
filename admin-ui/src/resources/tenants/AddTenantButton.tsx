import AddIcon from '@mui/icons-material/AddBusinessOutlined';
import { maxLength, required, TextInput } from 'react-admin';
import { textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

const slug = (value: unknown) =>
  /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/.test(textOf(value))
    ? undefined
    : 'Use 3 to 40 lower-case letters, digits or hyphens.';

export function AddTenantButton() {
  const may = useMay();
  if (!may('create', 'Tenant')) return null;
  return (
    <CommandButton
      label="Add tenant"
      icon={<AddIcon />}
      variant="contained"
      title="Add a tenant"
      submitLabel="Add tenant"
      done="Added. Now add its first tenant admin under Members."
      defaultValues={{ name: '', slug: '' }}
      command={(values) => api.post('/tenants', { name: textOf(values.name), slug: textOf(values.slug) })}
    >
      <TextInput source="name" label="Name" validate={[required(), maxLength(80)]} helperText={false} autoFocus />
      <TextInput
        source="slug"
        label="Short name"
        validate={[required(), slug]}
        helperText="Lower-case letters, digits and hyphens. It does not change later."
      />
    </CommandButton>
  );
}
