import OpenIcon from '@mui/icons-material/OpenInNewRounded';
import type { AppView } from '@drawbridge/catalog';
import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Method } from '../../fields/CredentialInputs.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { ToneChip } from '../../fields/StateChip.tsx';
import { methodWord } from '../../fields/states.ts';
import { Section } from '../../layout/Section.tsx';
import { useMay } from '../../providers/ability.ts';
import { methodNotes } from './methodNotes.ts';

/** One way to connect: what it takes, what it allows, and what to do when it does not work. */
export function AppMethod({ app, method }: { app: AppView; method: Method }) {
  const may = useMay();
  return (
    <Section
      title={method.label}
      lead={method.label === methodWord(method.kind) ? undefined : methodWord(method.kind)}
      actions={
        method.available ? (
          may('create', 'Connection') &&
          app.methods.length > 1 && (
            <Button
              component={Link}
              size="small"
              variant="outlined"
              to={`/connections/create?app=${encodeURIComponent(app.id)}&method=${encodeURIComponent(method.key)}`}
            >
              Connect with {method.label}
            </Button>
          )
        ) : (
          <ToneChip tone="warning" word="Needs an administrator" />
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 2.25 }}>
        {method.unavailableReason && <Typography variant="body2">{method.unavailableReason}</Typography>}
        <Steps
          title={method.kind === 'oauth2_authorization_code' ? `At ${app.name}, step by step` : 'How to get it'}
          steps={method.guidance}
        />
        {method.credentialPlace && <Typography variant="body2">Where: {method.credentialPlace}</Typography>}
        {method.credentialUrl && <CredentialPage url={method.credentialUrl} appName={app.name} />}
        <Asked method={method} />
        <Scopes method={method} />
        <Troubleshooting method={method} />
        <Notes app={app} method={method} />
      </Box>
    </Section>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Box>
    <Typography variant="h3" sx={{ mb: 0.5 }}>
      {title}
    </Typography>
    {children}
  </Box>
);

export const Steps = ({ title, steps }: { title: string; steps: readonly string[] }) =>
  steps.length > 0 && (
    <Part title={title}>
      <Box component="ol" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.75 }}>
        {steps.map((step) => (
          <Typography component="li" variant="body2" key={step}>
            {step}
          </Typography>
        ))}
      </Box>
    </Part>
  );

const CredentialPage = ({ url, appName }: { url: string; appName: string }) => (
  <Box>
    {URL.canParse(url) && !url.includes('{') ? (
      <Button component="a" href={url} target="_blank" rel="noreferrer" variant="outlined" endIcon={<OpenIcon />}>
        Open {appName}
      </Button>
    ) : (
      <Typography variant="body2">
        Where: <Mono>{url}</Mono>
      </Typography>
    )}
  </Box>
);

const Asked = ({ method }: { method: Method }) =>
  method.fields.length > 0 && (
    <Part title="What you are asked for">
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {method.fields.map((field) => (
          <Typography component="li" variant="body2" key={field.key}>
            {field.label}
            {!field.required && ' (optional)'}
            {field.secret && ' – a secret, kept in the vault'}
          </Typography>
        ))}
      </Box>
    </Part>
  );

const Scopes = ({ method }: { method: Method }) =>
  method.scopes.length > 0 && (
    <Part title="What it is allowed to do">
      <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.5 }}>
        {method.scopes.map((scope) => (
          <Typography component="li" variant="body2" key={scope.name}>
            {scope.why}
            {!scope.required && ' Optional.'}{' '}
            <Box component="span" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
              (<Mono>{scope.name}</Mono>)
            </Box>
          </Typography>
        ))}
      </Box>
    </Part>
  );

const Troubleshooting = ({ method }: { method: Method }) =>
  method.troubleshooting.length > 0 && (
    <Part title="When it does not work">
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1 }}>
        {method.troubleshooting.map((tip) => (
          <div key={tip.symptom}>
            <Typography component="dt" variant="body2" sx={{ fontWeight: 600 }}>
              {tip.symptom}
            </Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0, color: 'text.secondary' }}>
              {tip.fix}
            </Typography>
          </div>
        ))}
      </Box>
    </Part>
  );

function Notes({ app, method }: { app: AppView; method: Method }) {
  const notes = methodNotes(app.name, method);
  return (
    notes.length > 0 && (
      <Part title="Good to know">
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {notes.map((note) => (
            <Typography component="li" variant="body2" key={note}>
              {note}
            </Typography>
          ))}
        </Box>
      </Part>
    )
  );
}
