import { allowed, publicationMachine, type PublicationRequestView } from '@drawbridge/catalog';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { useMe } from '../../providers/session.ts';

export function DenyButton({ request }: { request: PublicationRequestView }) {
  const may = useMay();
  const me = useMe();
  const own = request.requestedBy.id === me?.user?.id;
  if (own || !allowed(publicationMachine, request.state).includes('deny')) return null;
  if (!may('deny', 'PublicationRequest', request)) return null;
  return (
    <CommandButton
      label="Deny"
      tone="error"
      title={`Deny the publication of ${request.snapshot.name}?`}
      submitLabel="Deny"
      done="Denied. The requester is told why."
      command={(values) =>
        api.post(`/publication-requests/${request.id}/deny`, {
          reason: textOf(values.reason),
          version: request.version,
        })
      }
    >
      <ReasonInput help="The requester sees it; kept in the audit trail." />
    </CommandButton>
  );
}
