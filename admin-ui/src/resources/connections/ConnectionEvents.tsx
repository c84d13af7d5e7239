import type { ConnectionView } from '@drawbridge/catalog';
import { AuditTrail } from '../audit-events/AuditTrail.tsx';

export const ConnectionEvents = ({ connection }: { connection: ConnectionView }) => (
  <AuditTrail targetId={connection.id} lead="What happened to this connection, and who did it." />
);
