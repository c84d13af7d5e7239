import type { ConnectionView } from '@drawbridge/catalog';
import { Link as TextLink } from '@mui/material';
import { Link } from 'react-router-dom';
import { Fact, Facts } from '../../fields/Facts.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { Section } from '../../layout/Section.tsx';
import { useMay } from '../../providers/ability.ts';
import { ScopeList } from './ScopeList.tsx';

type OAuth = NonNullable<ConnectionView['oauth']>;

/** What was granted at the provider, with whose client, and how long it lives. */
export function ConnectionAuthorization({ connection }: { connection: ConnectionView }) {
  const may = useMay();
  const { oauth, appName, state } = connection;
  if (!oauth) return null;
  const gone = state === 'revoked';
  return (
    <Section title="Authorization" lead={`What ${appName} granted to this connection.`}>
      <Facts>
        {oauth.clientScope && (
          <Fact label="OAuth client">
            {oauth.clientScope === 'tenant' ? "Your tenant's own" : "The platform's"}
            {may('read', 'OAuthClient') && (
              <>
                {' · '}
                <TextLink component={Link} to="/oauth-clients">
                  Show the clients
                </TextLink>
              </>
            )}
          </Fact>
        )}
        {!gone && (
          <Fact label="Access token">
            <TokenLife oauth={oauth} />
          </Fact>
        )}
        {gone && (
          <Fact label={`Revoked at ${appName}`}>
            <ToldProvider oauth={oauth} appName={appName} />
          </Fact>
        )}
        <Fact label="Permissions" wide>
          <ScopeList appName={appName} required={oauth.requiredScopes} granted={oauth.grantedScopes} />
        </Fact>
      </Facts>
    </Section>
  );
}

function TokenLife({ oauth: { tokenExpiresAt, renews } }: { oauth: OAuth }) {
  if (tokenExpiresAt === null)
    return <>Has no known end.{renews && ' It is renewed when the provider no longer takes it.'}</>;
  return (
    <>
      Ends <RelativeTime at={tokenExpiresAt} />.{' '}
      {renews ? 'It is renewed before.' : 'It cannot be renewed: reauthorize the connection before then.'}
    </>
  );
}

function ToldProvider({ oauth: { providerRevocation: told }, appName }: { oauth: OAuth; appName: string }) {
  if (told === null) return <>Not told. Remove the access there.</>;
  if (told.outcome === 'failure') return <>{appName} was told but did not confirm. Remove the access there.</>;
  return (
    <>
      Yes, <RelativeTime at={told.at} />
    </>
  );
}
