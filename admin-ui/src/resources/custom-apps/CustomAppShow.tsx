import type { CustomAppVersionView, CustomAppView } from '@drawbridge/catalog';
import { Alert, AlertTitle, Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ShowBase, useNotify, useShowContext } from 'react-admin';
import { ErrorNote } from '../../fields/ErrorNote.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { count } from '../../fields/states.ts';
import { PageHeader } from '../../layout/PageHeader.tsx';
import { PageSkeleton } from '../../layout/PageSkeleton.tsx';
import { Readable } from '../../layout/Readable.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { queryClient } from '../../providers/queryClient.ts';
import { DefinitionForm } from './DefinitionForm.tsx';
import { inReadingOrder } from './readingOrder.ts';
import { RestoreButton } from './RestoreButton.tsx';
import { VersionList } from './VersionList.tsx';
import { WithdrawButton } from './WithdrawButton.tsx';

export default function CustomAppShow() {
  return (
    <Readable>
      <ShowBase>
        <CustomAppPage />
      </ShowBase>
    </Readable>
  );
}

function CustomAppPage() {
  const { record } = useShowContext<CustomAppView>();
  const { data, error } = useQuery({
    queryKey: ['custom-apps', record?.id, 'versions'],
    queryFn: ({ signal }) =>
      api.get<{ items: CustomAppVersionView[] }>(`/custom-apps/${record?.id}/versions`, undefined, signal),
    enabled: record !== undefined,
  });
  const may = useMay();
  if (error) return <ErrorNote error={error} />;
  if (!record || !data) return <PageSkeleton />;
  const newest = data.items[0];
  return (
    <>
      <PageHeader
        title={record.name}
        back={{ to: '/custom-apps', label: 'Custom apps' }}
        lead={
          <>
            <Mono>{record.appId}</Mono>, {count(record.connectionCount, 'connection')}
          </>
        }
        actions={record.withdrawnAt ? <RestoreButton app={record} /> : <WithdrawButton app={record} />}
      />
      {record.withdrawnAt && (
        <Alert severity="info" sx={{ mb: 2.5 }}>
          <AlertTitle>Withdrawn: its connections rest</AlertTitle>
          {record.withdrawReason}
        </Alert>
      )}
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        <VersionList app={record} versions={data.items} />
        {newest && !record.withdrawnAt && may('update', 'CustomApp') && (
          <NewVersion key={newest.number} app={record} newest={newest} />
        )}
      </Box>
    </>
  );
}

function NewVersion({ app, newest }: { app: CustomAppView; newest: CustomAppVersionView }) {
  const { facts: _, ...definition } = newest.definition;
  const [text, setText] = useState(() => JSON.stringify(inReadingOrder(definition), null, 2));
  const notify = useNotify();
  const submit = async (typed: Record<string, unknown>, note: string | undefined) => {
    await api.post(`/custom-apps/${app.id}/versions`, {
      definition: typed,
      version: app.version,
      ...(note && { note }),
    });
    notify('The new version is offered. Connections that exist keep theirs.', { type: 'success' });
    void queryClient.invalidateQueries();
  };
  return <DefinitionForm text={text} onChange={setText} submitLabel="Offer as a new version" submit={submit} />;
}
