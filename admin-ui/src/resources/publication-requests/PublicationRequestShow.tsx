import type { PublicationRequestView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { ShowBase, useShowContext } from 'react-admin';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { PageSkeleton } from '../../layout/PageSkeleton.tsx';
import { Readable } from '../../layout/Readable.tsx';
import { Section } from '../../layout/Section.tsx';
import { AuditTrail } from '../audit-events/AuditTrail.tsx';
import { useMay } from '../../providers/ability.ts';
import { ApproveButton } from './ApproveButton.tsx';
import { CustomAppSheet } from './CustomAppSheet.tsx';
import { DecisionNote } from './DecisionNote.tsx';
import { DenyButton } from './DenyButton.tsx';
import { SnapshotSheet } from './SnapshotSheet.tsx';
import { WithdrawButton } from './WithdrawButton.tsx';

/** Asks again while the copy is being made, so that the page tells when it is done. */
const whileApproving = {
  refetchInterval: (query: { state: { data?: PublicationRequestView | undefined } }) =>
    query.state.data?.state === 'approving' ? 1_200 : (false as const),
};

export default function PublicationRequestShow() {
  return (
    <Readable>
      <ShowBase<PublicationRequestView> queryOptions={whileApproving}>
        <PublicationRequestPage />
      </ShowBase>
    </Readable>
  );
}

function PublicationRequestPage() {
  const { record } = useShowContext<PublicationRequestView>();
  const may = useMay();
  if (!record) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={`Publish ${record.snapshot.name}`}
        back={{ to: '/publication-requests', label: 'Publication requests' }}
        lead={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 0.5 }}>
            <StateChip kind="publication" state={record.state} />
            <span>
              asked for by {record.requestedBy.name} of {record.tenant.name}, <RelativeTime at={record.requestedAt} />
            </span>
          </Box>
        }
        actions={
          <>
            <WithdrawButton request={record} />
            <DenyButton request={record} />
            <ApproveButton request={record} />
          </>
        }
      />
      <DecisionNote request={record} />
      <Box
        sx={{
          display: 'grid',
          gap: 2.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
          alignItems: 'start',
          mb: 2.5,
        }}
      >
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          <SnapshotSheet request={record} />
          {record.snapshot.customApp && <CustomAppSheet request={record} app={record.snapshot.customApp} />}
        </Box>
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          <Section title="Justification">
            <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{record.justification}</Typography>
          </Section>
          <Section title="Request">
            <Facts>
              <Fact label="Tenant">{record.tenant.name}</Fact>
              <Fact label="Requested by">{record.requestedBy.name}</Fact>
              <Fact label="Requested">
                <RelativeTime at={record.requestedAt} />
              </Fact>
              {record.state === 'pending' && (
                <Fact label="Expires">
                  <RelativeTime at={record.expiresAt} />
                </Fact>
              )}
            </Facts>
          </Section>
        </Box>
      </Box>
      {may('read', 'AuditEvent') && <AuditTrail targetId={record.id} lead="What happened to this request." />}
    </>
  );
}
