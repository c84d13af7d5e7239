import type { ConnectionView } from '@drawbridge/catalog';
import AddIcon from '@mui/icons-material/AddRounded';
import { useQuery } from '@tanstack/react-query';
import { AutocompleteInput, FormDataConsumer, required, SelectInput } from 'react-admin';
import { AppInput } from '../../fields/AppInput.tsx';
import { textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { api } from '../../providers/api.ts';
import { useMe } from '../../providers/session.ts';
import { DaysInput, daysOf } from './DaysInput.tsx';
import { classWords } from './policyWords.ts';

const classes = Object.entries(classWords).map(([id, name]) => ({ id, name }));

/** A policy for a kind of credential, an app, or one connection; in the scope of who sets it. */
export function SetPolicyButton() {
  const tenant = useMe()?.tenant ?? null;
  const targets = [
    { id: 'authClass', name: 'A kind of credential' },
    { id: 'appId', name: 'An app' },
    ...(tenant ? [{ id: 'connectionId', name: 'One connection' }] : []),
  ];
  return (
    <CommandButton
      label="Set a policy"
      icon={<AddIcon />}
      variant="contained"
      title={`Set a policy for ${tenant?.name ?? 'the whole platform'}`}
      submitLabel="Set policy"
      done="Policy set. Due dates follow it from now on."
      defaultValues={{ target: 'authClass', days: 90, none: false }}
      command={(values) => {
        const target = textOf(values.target);
        return api.put('/rotation/policies', { [target]: values[target], days: daysOf(values) });
      }}
    >
      <SelectInput
        source="target"
        label="For"
        choices={targets}
        validate={required()}
        helperText={false}
        translateChoice={false}
      />
      <FormDataConsumer<Record<string, unknown>>>
        {({ formData }) => {
          if (formData.target === 'appId') return <AppInput source="appId" validate={[required()]} />;
          if (formData.target === 'connectionId') return <ConnectionInput />;
          return (
            <SelectInput
              source="authClass"
              label="Kind of credential"
              choices={classes}
              validate={required()}
              helperText={false}
              translateChoice={false}
            />
          );
        }}
      </FormDataConsumer>
      <DaysInput />
    </CommandButton>
  );
}

function ConnectionInput() {
  const { data, isPending } = useQuery({
    queryKey: ['connections', 'choices'],
    queryFn: ({ signal }) => api.get<{ items: ConnectionView[] }>('/connections', { limit: 100 }, signal),
  });
  const choices = (data?.items ?? [])
    .filter(({ state }) => state !== 'revoked')
    .map(({ id, name, appName }) => ({ id, name: `${appName}: ${name}` }));
  return (
    <AutocompleteInput
      source="connectionId"
      label="Connection"
      choices={choices}
      isPending={isPending}
      validate={required()}
      helperText={false}
      translateChoice={false}
      noOptionsText="No accounts available"
      TextFieldProps={{ placeholder: 'Search accounts...' }}
    />
  );
}
