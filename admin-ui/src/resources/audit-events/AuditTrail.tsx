import type { AuditEventView } from '@drawbridge/catalog';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { EmbeddedList } from '../../layout/ListPage.tsx';
import { Section } from '../../layout/Section.tsx';
import { sentenceCase } from '../../fields/states.ts';
import { AuditEventDetail } from './AuditEventDetail.tsx';
import { trailColumns } from './auditColumns.tsx';

/** The audit events of one thing. */
export function AuditTrail({ targetId, lead }: { targetId: string; lead: string }) {
  return (
    <Section title="Audit" lead={lead} flush>
      <EmbeddedList<AuditEventView>
        resource="audit-events"
        label="Audit events"
        filter={{ targetId }}
        columns={trailColumns}
        detail={(event) => <AuditEventDetail event={event} />}
        nameOf={(event) => sentenceCase(event.action)}
        empty={<EmptyState title="No events you may see" />}
      />
    </Section>
  );
}
