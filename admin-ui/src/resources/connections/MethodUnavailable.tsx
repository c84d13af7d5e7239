import { Box, Typography } from '@mui/material';
import type { Method } from '../../fields/CredentialInputs.tsx';
import { Section } from '../../layout/Section.tsx';

/** In place of the form of a method that somebody has to configure first. */
export function MethodUnavailable({ appName, method }: { appName: string; method: Method | undefined }) {
  const oauth = method?.kind === 'oauth2_authorization_code';
  return (
    <Section title={oauth ? 'Connect via OAuth 2.0' : (method?.label ?? 'Not available yet')}>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {oauth && (
          <Typography sx={{ color: 'text.secondary' }}>
            You'll be redirected to {appName} to authorize access to your account.
          </Typography>
        )}
        <Typography role="status" sx={{ fontWeight: 600 }}>
          No accounts or authentication methods available for {appName}. Please contact your administrator to configure
          OAuth providers.
        </Typography>
        {method?.unavailableReason && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {method.unavailableReason}
          </Typography>
        )}
      </Box>
    </Section>
  );
}
