import ForwardIcon from '@mui/icons-material/ChevronRightRounded';
import type { AppView } from '@drawbridge/catalog';
import { Box, ButtonBase, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import type { Method } from '../../fields/CredentialInputs.tsx';
import { count } from '../../fields/states.ts';
import { Section } from '../../layout/Section.tsx';

export function MethodChooser({ app }: { app: AppView }) {
  return (
    <Section title="How to connect" lead={`Choose how you'd like to connect your ${app.name} account.`}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
        {app.methods.map((method) => (
          <li key={method.key}>
            <MethodCard app={app} method={method} />
          </li>
        ))}
      </Box>
    </Section>
  );
}

function MethodCard({ app, method }: { app: AppView; method: Method }) {
  return (
    <ButtonBase
      component={Link}
      to={`/connections/create?app=${encodeURIComponent(app.id)}&method=${encodeURIComponent(method.key)}`}
      sx={{
        width: '100%',
        display: 'flex',
        gap: 1.5,
        p: 2,
        textAlign: 'left',
        border: 1,
        borderColor: 'divider',
        borderRadius: '12px',
        '&:hover': { borderColor: 'primary.main' },
      }}
    >
      <Box sx={{ flex: 1 }}>
        <Typography variant="h3" component="span" sx={{ display: 'block' }}>
          {methodTitle(method)}
        </Typography>
        <Typography variant="body2" component="span" sx={{ color: 'text.secondary' }}>
          {methodLead(app, method)}
        </Typography>
      </Box>
      <ForwardIcon aria-hidden="true" />
    </ButtonBase>
  );
}

export function methodTitle(method: Method): string {
  if (method.kind === 'oauth2_authorization_code') return 'Connect via OAuth 2.0';
  if (method.kind === 'api_key') return 'Connect with API Key';
  return `Connect with ${inSentence(method.label)}`;
}

/** The label within a sentence: "Host, user" becomes "host, user", but "API token" stays. */
const inSentence = (label: string) =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

function methodLead(app: AppView, method: Method): string {
  if (!method.available) return method.unavailableReason ?? 'An administrator has to configure it first.';
  if (method.kind === 'oauth2_authorization_code')
    return `You'll be redirected to ${app.name} to authorize access to your account.`;
  return method.label === methodTitle(method) ? '' : `${method.label} · ${count(method.fields.length, 'field')}`;
}
