import { platformRoles, tenantRoles, type TenantView } from '@drawbridge/catalog';
import AddIcon from '@mui/icons-material/PersonAddAlt1Outlined';
import { useQuery } from '@tanstack/react-query';
import { email, FormDataConsumer, minLength, PasswordInput, required, SelectInput, TextInput } from 'react-admin';
import { optionalText, textOf } from '../../fields/ReasonInput.tsx';
import { roleWords } from '../../fields/states.ts';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { useMe } from '../../providers/session.ts';

export function AddMemberButton() {
  const may = useMay();
  if (!may('create', 'Membership')) return null;
  return (
    <CommandButton
      label="Add member"
      icon={<AddIcon />}
      variant="contained"
      title="Add a member"
      submitLabel="Add member"
      done="Added."
      defaultValues={{ email: '', role: 'member' }}
      command={(values) =>
        api.post('/memberships', {
          email: textOf(values.email),
          role: values.role,
          name: optionalText(values.name),
          password: optionalText(values.password),
          tenantId: optionalText(values.tenantId),
        })
      }
    >
      <MemberInputs />
    </CommandButton>
  );
}

function MemberInputs() {
  const platform = useMe()?.tenant === null;
  const roles = platform ? [...tenantRoles, ...platformRoles] : tenantRoles;
  return (
    <>
      <TextInput
        source="email"
        label="E-mail"
        type="email"
        validate={[required(), email()]}
        helperText={false}
        autoFocus
      />
      <SelectInput
        source="role"
        label="Role"
        choices={roles.map((id) => ({ id, name: roleWords[id] }))}
        validate={required()}
        helperText={false}
        translateChoice={false}
      />
      {platform && (
        <FormDataConsumer<Record<string, unknown>>>
          {({ formData }) => (tenantRoles.some((role) => role === formData.role) ? <TenantInput /> : null)}
        </FormDataConsumer>
      )}
      <TextInput source="name" label="Name" helperText="Needed when the person has no account yet." />
      <PasswordInput
        source="password"
        label="First password"
        autoComplete="new-password"
        validate={minLength(12)}
        helperText="Needed when the person has no account yet; at least 12 characters."
      />
    </>
  );
}

function TenantInput() {
  const { data, isPending } = useQuery({
    queryKey: ['tenants', 'choices'],
    queryFn: ({ signal }) => api.get<{ items: TenantView[] }>('/tenants', { limit: 100 }, signal),
  });
  const choices = (data?.items ?? []).map(({ id, name }) => ({ id, name }));
  return (
    <SelectInput
      source="tenantId"
      label="Tenant"
      choices={choices}
      isPending={isPending}
      validate={required()}
      helperText={false}
      translateChoice={false}
    />
  );
}
