import type { AuditEventView } from '@drawbridge/catalog';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { ListPage } from '../../layout/ListPage.tsx';
import { sentenceCase } from '../../fields/states.ts';
import { AuditEventDetail } from './AuditEventDetail.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { auditColumns } from './auditColumns.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { NarrowTo } from './NarrowTo.tsx';
import { VerifyButton } from './VerifyButton.tsx';

export default function AuditEventList() {
  return (
    <ListPage<AuditEventView>
      title="Audit"
      lead="Who did what, when and why. Rows are only ever added, and each is chained to the one before it."
      actions={
        <>
          <VerifyButton />
          <ExportMenu />
        </>
      }
      filters={<AuditFilters />}
      columns={auditColumns}
      detail={(event) => (
        <AuditEventDetail event={event}>
          <NarrowTo event={event} />
        </AuditEventDetail>
      )}
      nameOf={(event) => sentenceCase(event.action)}
      empty={
        <EmptyState title="No events yet">
          Everything that is done in the console or over the API is recorded here.
        </EmptyState>
      }
    />
  );
}
