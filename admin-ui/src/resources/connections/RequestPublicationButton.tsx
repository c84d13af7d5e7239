import {
  customAppScope,
  publicationMachine,
  type ConnectionView,
  type PublicationRequestView,
} from '@drawbridge/catalog';
import PublishIcon from '@mui/icons-material/MoveUpOutlined';
import { Typography } from '@mui/material';
import { useNavigate } from 'react-router-dom';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

const open: readonly string[] = [publicationMachine.initial, 'approving'];

export function RequestPublicationButton({ connection }: { connection: ConnectionView }) {
  const may = useMay();
  const navigate = useNavigate();
  if (connection.rest || connection.state !== 'active' || !may('request_publication', 'Connection', connection))
    return null;
  if (connection.publication && open.includes(connection.publication.state)) return null;
  return (
    <CommandButton<PublicationRequestView>
      label="Request publication"
      icon={<PublishIcon />}
      size="small"
      title={`Request publication of ${connection.name}`}
      submitLabel="Send request"
      done="Requested. A system admin reviews it."
      command={(values) =>
        api.post('/publication-requests', { connectionId: connection.id, justification: textOf(values.justification) })
      }
      onDone={(request) => void navigate(`/publication-requests/${request.id}/show`)}
    >
      <Typography variant="body2">
        A system admin sees the facts about this connection as they are now, without its secrets, and your reason. When
        it is approved, a copy with its own secret becomes available to every tenant. Nobody there can read or change
        it.
        {customAppScope(connection.appId) === 'tenant' &&
          ' They also see what the definition of your app does with the credential, and once it is published every tenant may read this version of the definition.'}
      </Typography>
      <ReasonInput
        source="justification"
        label="Justification"
        help="Why should every tenant be able to use this account?"
        max={2000}
      />
    </CommandButton>
  );
}
