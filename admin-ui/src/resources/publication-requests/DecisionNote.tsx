import type { PublicationRequestView } from '@drawbridge/catalog';
import { Alert, AlertTitle, LinearProgress, Link as TextLink } from '@mui/material';
import { Link } from 'react-router-dom';
import { fullTime } from '../../fields/RelativeTime.tsx';
import { useMay } from '../../providers/ability.ts';
import { useMe } from '../../providers/session.ts';

/** Where the request stands, and what comes next. */
export function DecisionNote({ request }: { request: PublicationRequestView }) {
  const me = useMe();
  const may = useMay();
  const { state, decidedBy, decidedAt, decisionReason, globalConnectionId, replaces } = request;
  const by = decidedBy && decidedAt ? ` by ${decidedBy.name}, ${fullTime(decidedAt)}` : '';

  if (state === 'approving')
    return (
      <Alert severity="info" sx={{ mb: 2.5 }}>
        <AlertTitle>Approved{by}. The copy is being made.</AlertTitle>
        This page tells when it is done. If the vault cannot be reached, it is tried again by itself.
        <LinearProgress aria-label="Publishing" sx={{ mt: 1.5, borderRadius: 1 }} />
      </Alert>
    );
  if (state === 'approved')
    return (
      <Alert severity="success" sx={{ mb: 2.5 }}>
        <AlertTitle>Approved{by}</AlertTitle>
        {decisionReason} It is available to every tenant.{' '}
        {globalConnectionId && (
          <TextLink component={Link} to={`/global-connections/${globalConnectionId}/show`} underline="always">
            Show it in the global catalog
          </TextLink>
        )}
      </Alert>
    );
  if (state !== 'pending')
    return (
      <Alert severity={state === 'denied' ? 'error' : 'info'} sx={{ mb: 2.5 }}>
        <AlertTitle>
          {state === 'denied' ? `Denied${by}` : state === 'withdrawn' ? `Withdrawn${by}` : 'Expired without a decision'}
        </AlertTitle>
        {decisionReason} Nothing was copied.
      </Alert>
    );
  if (!may('approve', 'PublicationRequest'))
    return (
      <Alert severity="info" sx={{ mb: 2.5 }}>
        It waits for the review of a system admin. Nothing is copied before.
      </Alert>
    );
  return (
    <Alert severity="info" sx={{ mb: 2.5 }}>
      <AlertTitle>What approval does</AlertTitle>
      {request.requestedBy.id === me?.user?.id
        ? 'You asked for this yourself, so somebody else has to decide on it.'
        : 'The credential is copied to a secret of its own, and every tenant can use it at once. No tenant can read or change it; you can revoke it at any time.'}
      {replaces && ` It replaces version ${replaces.publishedVersion} of ${replaces.name}, whose history is kept.`}
    </Alert>
  );
}
