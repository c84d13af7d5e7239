import type { CreatedApiKey } from '@drawbridge/catalog';
import AddIcon from '@mui/icons-material/AddRounded';
import { useState } from 'react';
import { maxLength, maxValue, minValue, NumberInput, required, TextInput } from 'react-admin';
import { textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { NewApiKeyDialog } from './NewApiKeyDialog.tsx';

export function CreateApiKeyButton() {
  const may = useMay();
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  if (!may('create', 'ApiKey')) return null;
  return (
    <>
      <CommandButton<CreatedApiKey>
        label="Create API key"
        icon={<AddIcon />}
        variant="contained"
        title="Create an API key"
        submitLabel="Create"
        defaultValues={{ name: '', expiresInDays: 365 }}
        command={(values) =>
          api.post('/api-keys', {
            name: textOf(values.name),
            ...(typeof values.expiresInDays === 'number' ? { expiresInDays: values.expiresInDays } : {}),
          })
        }
        onDone={setCreated}
      >
        <TextInput
          source="name"
          label="Name"
          helperText="Where it is used, such as “Nightly sync”."
          validate={[required(), maxLength(80)]}
          autoFocus
        />
        <NumberInput
          source="expiresInDays"
          label="Ends after (days)"
          helperText="1 to 730; empty: it does not end by itself."
          validate={[minValue(1), maxValue(730)]}
          min={1}
          max={730}
        />
      </CommandButton>
      {created && <NewApiKeyDialog created={created} onClose={() => setCreated(null)} />}
    </>
  );
}
