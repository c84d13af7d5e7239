import type { ApiKeyView } from '@drawbridge/catalog';
import { Typography } from '@mui/material';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

export function RevokeApiKeyButton({ apiKey }: { apiKey: ApiKeyView }) {
  const may = useMay();
  if (apiKey.revokedAt !== null || !may('revoke', 'ApiKey', apiKey)) return null;
  return (
    <CommandButton
      label="Revoke"
      tone="error"
      size="small"
      variant="text"
      title={`Revoke the key ${apiKey.name}?`}
      submitLabel="Revoke now"
      done="Revoked. It is refused from now on."
      command={(values) => api.post(`/api-keys/${apiKey.id}/revoke`, { reason: textOf(values.reason) })}
    >
      <Typography variant="body2">Workflows that use it are refused at once. It cannot be undone.</Typography>
      <ReasonInput />
    </CommandButton>
  );
}
