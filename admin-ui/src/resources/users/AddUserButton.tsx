import AddIcon from '@mui/icons-material/PersonAddAlt1Outlined';
import { email, maxLength, minLength, PasswordInput, required, TextInput } from 'react-admin';
import { textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

export function AddUserButton() {
  const may = useMay();
  if (!may('create', 'User')) return null;
  return (
    <CommandButton
      label="Add user"
      icon={<AddIcon />}
      variant="contained"
      title="Add a user"
      submitLabel="Add user"
      done="Added. Give them a membership so that they can do something."
      defaultValues={{ name: '', email: '', password: '' }}
      command={(values) =>
        api.post('/users', { name: textOf(values.name), email: textOf(values.email), password: values.password })
      }
    >
      <TextInput source="name" label="Name" validate={[required(), maxLength(80)]} helperText={false} autoFocus />
      <TextInput source="email" label="E-mail" type="email" validate={[required(), email()]} helperText={false} />
      <PasswordInput
        source="password"
        label="First password"
        autoComplete="new-password"
        validate={[required(), minLength(12)]}
        helperText="At least 12 characters."
      />
    </CommandButton>
  );
}
