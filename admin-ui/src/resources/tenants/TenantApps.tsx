import type { TenantAppView, TenantView } from '@drawbridge/catalog';
import { Box, Typography } from '@mui/material';
import { ListBase } from 'react-admin';
import { AppTile } from '../../fields/AppTile.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { SearchFilter } from '../../fields/SearchFilter.tsx';
import { ToneChip } from '../../fields/StateChip.tsx';
import { categoryWord, count } from '../../fields/states.ts';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { FilterBar } from '../../layout/FilterBar.tsx';
import { FilterChips } from '../../layout/FilterChips.tsx';
import { Pager } from '../../layout/Pager.tsx';
import { RowTable, type Column } from '../../layout/RowTable.tsx';
import { Section } from '../../layout/Section.tsx';
import { AppRuleButton } from './AppRuleButton.tsx';

/** Which apps this tenant may connect. */
export function TenantApps({ tenant }: { tenant: TenantView }) {
  return (
    <Section
      title="Apps"
      lead={`Every app may be connected unless it is blocked here. People of ${tenant.name} read the reason.`}
      flush
    >
      <ListBase<TenantAppView>
        resource="tenant-apps"
        filter={{ tenantId: tenant.id }}
        perPage={10}
        storeKey={false}
        disableSyncWithLocation
      >
        <FilterBar
          chips={
            <FilterChips source="state" label="Which apps" kind="tenantApp" states={['in_use', 'blocked', 'allowed']} />
          }
        >
          <SearchFilter label="Search apps" />
        </FilterBar>
        <RowTable<TenantAppView>
          label={`Apps of ${tenant.name}`}
          columns={columnsFor(tenant)}
          skeletonRows={10}
          empty={<EmptyState title="No app matches">Try another word, or look at all apps.</EmptyState>}
        />
        <Pager />
      </ListBase>
    </Section>
  );
}

const columnsFor = (tenant: TenantView): readonly Column<TenantAppView>[] => [
  {
    label: 'App',
    render: (app) => (
      <Box sx={{ display: 'flex', gap: 1.25, alignItems: 'center' }}>
        <AppTile id={app.id} name={app.name} />
        <Box sx={{ minWidth: 0 }}>
          <Box sx={{ fontWeight: 600 }}>{app.name}</Box>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {categoryWord(app.category)}
          </Typography>
        </Box>
      </Box>
    ),
  },
  {
    label: 'Connections',
    from: 'sm',
    render: (app) => (app.connectionCount === 0 ? '–' : count(app.connectionCount, 'connection')),
  },
  { label: 'State', render: (app) => <AppState app={app} /> },
  {
    label: 'Actions',
    may: ['update', 'AppRule'],
    align: 'right',
    render: (app) => <AppRuleButton tenant={tenant} app={app} />,
  },
];

function AppState({ app: { blocked } }: { app: TenantAppView }) {
  if (!blocked) return <ToneChip tone="success" word="Allowed" dot />;
  return (
    <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'start', maxWidth: '26rem' }}>
      <ToneChip tone="error" word={blocked.scope === 'platform' ? 'Blocked for every tenant' : 'Blocked'} dot />
      <Box sx={{ overflowWrap: 'anywhere' }}>{blocked.reason}</Box>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {blocked.by.name}, <RelativeTime at={blocked.at} />
      </Typography>
    </Box>
  );
}
