import type { CustomAppView } from '@drawbridge/catalog';
import { Box, Chip, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { methodWord } from '../../fields/states.ts';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { Readable } from '../../layout/Readable.tsx';
import { api } from '../../providers/api.ts';
import { queryClient } from '../../providers/queryClient.ts';
import { useMe } from '../../providers/session.ts';
import { DefinitionForm } from './DefinitionForm.tsx';
import { templateFor, templateKinds } from './templates.ts';
import { parsed } from './useValidation.ts';

export default function CustomAppCreate() {
  const scope = useMe()?.tenant ? 'tenant' : 'platform';
  const [text, setText] = useState(() => templateFor('api_key', scope));
  const navigate = useNavigate();
  const notify = useNotify();
  const submit = async (definition: Record<string, unknown>, note: string | undefined) => {
    const app = await api.post<CustomAppView>('/custom-apps', { definition, ...(note && { note }) });
    notify(`${app.name} can be connected now.`, { type: 'success' });
    void queryClient.invalidateQueries();
    void navigate(`/custom-apps/${app.id}/show`);
  };
  return (
    <Readable>
      <PageHeader
        title="Define an app"
        back={{ to: '/custom-apps', label: 'Custom apps' }}
        lead={
          scope === 'platform'
            ? 'Every tenant can connect it. Its id begins with custom- and never changes.'
            : 'People of your tenant can connect it, nobody else sees it. Its id begins with own- and never changes.'
        }
      />
      <DefinitionForm
        text={text}
        onChange={setText}
        submitLabel="Define the app"
        submit={submit}
        before={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, alignItems: 'center' }}>
            <Typography variant="body2">Start from:</Typography>
            {templateKinds.map((kind) => (
              <Chip
                key={kind}
                label={methodWord(kind)}
                variant="outlined"
                onClick={() => setText(templateFor(kind, scope, parsed(text)))}
              />
            ))}
          </Box>
        }
      />
    </Readable>
  );
}
