import type { ConnectionToReviewView } from '@drawbridge/catalog';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { useMay } from '../../providers/ability.ts';
import { api } from '../../providers/api.ts';

/** Somebody has looked at the connection and leaves it as it is. */
export function KeepButton({ connection }: { connection: ConnectionToReviewView }) {
  if (!useMay()('create', 'ConnectionReview')) return null;
  return (
    <CommandButton
      label="Reviewed: keep"
      size="small"
      title={`Keep ${connection.name} as it is?`}
      submitLabel="Keep"
      done={`${connection.name} is kept. It is left out of the review for 90 days.`}
      command={({ note }) =>
        api.post(`/connections/${connection.id}/reviews`, { note: textOf(note), version: connection.version })
      }
    >
      <ReasonInput source="note" label="Why it is kept" help="Recorded with your name, and shown when it comes back." />
    </CommandButton>
  );
}
