import type { ConnectionView, UsageView } from '@drawbridge/catalog';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { EmbeddedList } from '../../layout/ListPage.tsx';
import type { Column } from '../../layout/RowTable.tsx';
import { Section } from '../../layout/Section.tsx';

export const usageColumns: readonly Column<UsageView>[] = [
  { label: 'Workflow', render: (usage) => <strong>{usage.workflow}</strong> },
  { label: 'Operation', from: 'sm', render: (usage) => usage.operation ?? '–' },
  { label: 'API key', from: 'md', render: (usage) => usage.apiKey?.name ?? '–' },
  { label: 'Uses', align: 'right', render: (usage) => usage.useCount.toLocaleString('en') },
  { label: 'Last used', render: (usage) => <RelativeTime at={usage.lastUsedAt} /> },
];

export function ConnectionUsages({ connection }: { connection: ConnectionView }) {
  return (
    <Section title="Usages" lead="The workflows that use this connection." flush>
      <EmbeddedList<UsageView>
        resource="usages"
        label="Usages"
        filter={{ connectionId: connection.id }}
        columns={usageColumns}
        empty={
          <EmptyState title="Pending first use">
            No workflow has asked for it yet. A workflow names the id of the connection, or nothing at all when it is
            the default.
          </EmptyState>
        }
      />
    </Section>
  );
}
