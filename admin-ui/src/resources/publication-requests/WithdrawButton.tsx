import { allowed, publicationMachine, type PublicationRequestView } from '@drawbridge/catalog';
import { optionalText, ReasonInput } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

export function WithdrawButton({ request }: { request: PublicationRequestView }) {
  const may = useMay();
  if (!allowed(publicationMachine, request.state).includes('withdraw')) return null;
  if (!may('withdraw', 'PublicationRequest', request)) return null;
  return (
    <CommandButton
      label="Withdraw"
      title={`Withdraw the request for ${request.snapshot.name}?`}
      submitLabel="Withdraw"
      done="Withdrawn."
      command={(values) =>
        api.post(`/publication-requests/${request.id}/withdraw`, {
          reason: optionalText(values.reason),
          version: request.version,
        })
      }
    >
      <ReasonInput optional label="Reason (optional)" />
    </CommandButton>
  );
}
