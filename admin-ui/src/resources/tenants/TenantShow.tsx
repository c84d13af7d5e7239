import type { TenantView } from '@drawbridge/catalog';
import { Box } from '@mui/material';
import { ShowBase, useShowContext } from 'react-admin';
import { Mono } from '../../fields/Mono.tsx';
import { StateChip } from '../../fields/StateChip.tsx';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { PageSkeleton } from '../../layout/PageSkeleton.tsx';
import { Readable } from '../../layout/Readable.tsx';
import { useMay } from '../../providers/ability.ts';
import { TenantActions } from './TenantActions.tsx';
import { TenantApps } from './TenantApps.tsx';

export default function TenantShow() {
  return (
    <Readable>
      <ShowBase>
        <TenantPage />
      </ShowBase>
    </Readable>
  );
}

function TenantPage() {
  const { record } = useShowContext<TenantView>();
  const may = useMay();
  if (!record) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={record.name}
        back={{ to: '/tenants', label: 'Tenants' }}
        lead={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.25, alignItems: 'center' }}>
            <StateChip kind="on" state={record.suspended ? 'no' : 'yes'} />
            <Mono>{record.slug}</Mono>
            <Mono>{record.id}</Mono>
          </Box>
        }
        actions={<TenantActions tenant={record} />}
      />
      {may('read', 'AppRule') && <TenantApps tenant={record} />}
    </>
  );
}
