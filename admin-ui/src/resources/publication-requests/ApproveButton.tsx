import { allowed, publicationMachine, type PublicationRequestView } from '@drawbridge/catalog';
import { Typography } from '@mui/material';
import { optionalText, ReasonInput } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';
import { useMe } from '../../providers/session.ts';

export function ApproveButton({ request }: { request: PublicationRequestView }) {
  const may = useMay();
  const me = useMe();
  const own = request.requestedBy.id === me?.user?.id;
  if (own || !allowed(publicationMachine, request.state).includes('approve')) return null;
  if (!may('approve', 'PublicationRequest', request)) return null;
  return (
    <CommandButton
      label="Approve"
      variant="contained"
      title={`Publish ${request.snapshot.name} to every tenant?`}
      submitLabel="Approve and publish"
      done="Approved. The copy is being made."
      command={(values) =>
        api.post(`/publication-requests/${request.id}/approve`, {
          reason: optionalText(values.reason),
          version: request.version,
        })
      }
    >
      <Typography variant="body2">
        The credential of {request.tenant.name} is copied, and the workflows of every tenant can use it.
        {request.snapshot.customApp?.scope === 'tenant' &&
          ` ${request.tenant.name} wrote the definition of its app: the copy goes by the version shown here, whatever it writes later.`}
      </Typography>
      <ReasonInput optional label="Comment (optional)" help="The requester sees it; kept in the audit trail." />
    </CommandButton>
  );
}
