import type { AppView } from '@drawbridge/catalog';
import { Box, Button, Link as TextLink } from '@mui/material';
import { Link, useParams } from 'react-router-dom';
import { AppTile } from '../../fields/AppTile.tsx';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { categoryWord } from '../../fields/states.ts';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { PageSkeleton } from '../../layout/PageSkeleton.tsx';
import { Readable } from '../../layout/Readable.tsx';
import { useMay } from '../../providers/ability.ts';
import { useMe } from '../../providers/session.ts';
import { useApp } from '../../providers/useApps.ts';
import { AccountPicker } from '../connections/AccountPicker.tsx';
import { AppClients } from './AppClients.tsx';
import { AppFacts } from './AppFacts.tsx';
import { AppMethod } from './AppMethod.tsx';

const stack = { display: 'grid', gap: 2.5, minWidth: 0 };

/** Everything there is to know about an app before and after its accounts are connected. */
export default function AppShow() {
  const { id = '' } = useParams();
  const { data: app, error, refetch } = useApp(id);
  const may = useMay();
  const isPlatform = useMe()?.tenant === null;
  if (error) return <ErrorNote error={error} onReload={() => void refetch()} />;
  if (!app) return <PageSkeleton />;
  return (
    <Readable>
      <AppHeader app={app} />
      <Box
        sx={{
          display: 'grid',
          gap: 2.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
          alignItems: 'start',
        }}
      >
        <Box sx={stack}>
          {app.methods.map((method) => (
            <AppMethod key={method.key} app={app} method={method} />
          ))}
        </Box>
        <Box sx={stack}>
          {may('read', 'Connection') && (
            <AccountPicker
              appId={app.id}
              appName={app.name}
              {...(isPlatform ? { title: `${app.name} accounts of all tenants` } : {})}
            />
          )}
          {may('read', 'OAuthClient') && <AppClients app={app} />}
          {isPlatform && <AppFacts app={app} />}
        </Box>
      </Box>
    </Readable>
  );
}

function AppHeader({ app }: { app: AppView }) {
  const may = useMay();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: 2 }}>
      <Box sx={{ pt: '29px' }}>
        <AppTile id={app.id} name={app.name} size={52} />
      </Box>
      <PageHeader
        title={app.name}
        lead={
          <>
            {app.description}
            <Box sx={{ mt: 0.5, fontSize: '0.85rem' }}>
              {categoryWord(app.category)}
              {app.docsUrl && (
                <>
                  {' · '}
                  <TextLink href={app.docsUrl} target="_blank" rel="noreferrer">
                    Documentation of {app.name}
                  </TextLink>
                </>
              )}
            </Box>
          </>
        }
        back={{ to: '/apps', label: 'Apps' }}
        actions={
          may('create', 'Connection') && (
            <Button
              component={Link}
              to={`/connections/create?app=${encodeURIComponent(app.id)}`}
              variant="contained"
              size="large"
            >
              Connect Account
            </Button>
          )
        }
      />
    </Box>
  );
}
