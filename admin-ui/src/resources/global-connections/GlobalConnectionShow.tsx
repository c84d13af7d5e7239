import type { GlobalConnectionView, UsageView } from '@drawbridge/catalog';
import { Alert, AlertTitle, Box } from '@mui/material';
import { ShowBase, useShowContext } from 'react-admin';
import { accountText } from '../../fields/Identity.tsx';
import { AppTile } from '../../fields/AppTile.tsx';
import { fullTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { EmbeddedList } from '../../layout/ListPage.tsx';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { PageSkeleton } from '../../layout/PageSkeleton.tsx';
import { Readable } from '../../layout/Readable.tsx';
import { Section } from '../../layout/Section.tsx';
import { useMay } from '../../providers/ability.ts';
import { usageColumns } from '../connections/ConnectionUsages.tsx';
import { GlobalConnectionFacts } from './GlobalConnectionFacts.tsx';
import { RevokeGlobalConnectionButton } from './RevokeGlobalConnectionButton.tsx';
import { RotateGlobalConnectionButton } from './RotateGlobalConnectionButton.tsx';
import { VersionHistory } from './VersionHistory.tsx';

export default function GlobalConnectionShow() {
  return (
    <Readable>
      <ShowBase>
        <GlobalConnectionPage />
      </ShowBase>
    </Readable>
  );
}

function GlobalConnectionPage() {
  const { record } = useShowContext<GlobalConnectionView>();
  const may = useMay();
  if (!record) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={record.name}
        back={{ to: '/global-connections', label: 'Global catalog' }}
        lead={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.25, alignItems: 'center', mt: 1 }}>
            <AppTile id={record.appId} name={record.appName} />
            <Box sx={{ color: 'text.primary', fontWeight: 650 }}>{accountText(record.externalAccount)}</Box>
            <span>{record.appName}</span>
            <StateChip kind="global" state={record.state} />
          </Box>
        }
        actions={
          <>
            <RotateGlobalConnectionButton connection={record} />
            <RevokeGlobalConnectionButton connection={record} />
          </>
        }
      />
      {record.state === 'revoked' && record.revokedAt && (
        <Alert severity="info" sx={{ mb: 2.5 }}>
          <AlertTitle>
            Revoked {fullTime(record.revokedAt)}
            {record.revokedBy && ` by ${record.revokedBy.name}`}
          </AlertTitle>
          {record.revokeReason}
        </Alert>
      )}
      {record.state === 'published' && record.token?.problem && <RenewalStopped problem={record.token.problem} />}
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        <GlobalConnectionFacts connection={record} />
        <VersionHistory connection={record} />
        {may('read', 'Usage') && (
          <Section title="Usages" lead="Workflows that use the published copy." flush>
            <EmbeddedList<UsageView>
              resource="global-usages"
              label="Usages"
              filter={{ globalConnectionId: record.id }}
              columns={usageColumns}
              empty={
                <EmptyState title="Not used yet">
                  {record.customApp?.scope === 'tenant'
                    ? 'Workflows name it by its id.'
                    : `Workflows that have no connection of their own for ${record.appName} get this one.`}
                </EmptyState>
              }
            />
          </Section>
        )}
      </Box>
    </>
  );
}

const stoppedText = {
  needs_reauth: [
    'The connection that it comes from needs to be reauthorized',
    'Workflows can use the present token until it ends. When its tenant has reauthorized the connection, this copy gets the new token by itself.',
  ],
  version_changed: [
    'The connection that it comes from goes by another version of its app by now',
    'Its tenant has to ask for publication again. Until then this copy keeps its present token, which is renewed no longer.',
  ],
  account_changed: [
    'The connection that it comes from is another account by now',
    'Its tenant has to ask for publication again. Until then this copy keeps its present token, which is renewed no longer.',
  ],
} as const;

function RenewalStopped({ problem }: { problem: keyof typeof stoppedText }) {
  const [title, text] = stoppedText[problem];
  return (
    <Alert severity="warning" sx={{ mb: 2.5 }}>
      <AlertTitle>{title}</AlertTitle>
      {text}
    </Alert>
  );
}
