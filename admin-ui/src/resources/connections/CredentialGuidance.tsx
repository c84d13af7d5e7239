import OpenIcon from '@mui/icons-material/OpenInNewRounded';
import type { AppView } from '@drawbridge/catalog';
import { Box, Button, Link as TextLink, Typography } from '@mui/material';
import type { Method } from '../../fields/CredentialInputs.tsx';
import { Mono } from '../../fields/Mono.tsx';
import { Section } from '../../layout/Section.tsx';

/** Where the credential is found, what it must be allowed to do, and what usually goes wrong. */
export function CredentialGuidance({ app, method }: { app: AppView; method: Method }) {
  const empty = method.guidance.length === 0 && method.scopes.length === 0 && method.troubleshooting.length === 0;
  if (empty && !method.credentialUrl && !app.docsUrl) return null;
  return (
    <Section title="Where to find it">
      <Box sx={{ display: 'grid', gap: 2.25 }}>
        {method.guidance.length > 0 && (
          <Box component="ol" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.75 }}>
            {method.guidance.map((step) => (
              <Typography component="li" variant="body2" key={step}>
                {step}
              </Typography>
            ))}
          </Box>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
          {method.credentialUrl && (
            <Button
              component="a"
              href={method.credentialUrl}
              target="_blank"
              rel="noreferrer"
              variant="outlined"
              endIcon={<OpenIcon />}
            >
              Open {app.name}
            </Button>
          )}
          {app.docsUrl && (
            <TextLink href={app.docsUrl} target="_blank" rel="noreferrer" variant="body2">
              Documentation of {app.name}
            </TextLink>
          )}
        </Box>
        {method.scopes.length > 0 && (
          <Box>
            <Typography variant="h3" sx={{ mb: 0.5 }}>
              What it must be allowed
            </Typography>
            <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
              {method.scopes.map((scope) => (
                <Typography component="li" variant="body2" key={scope.name}>
                  <Mono>{scope.name}</Mono> – {scope.why}
                </Typography>
              ))}
            </Box>
          </Box>
        )}
        {method.troubleshooting.length > 0 && (
          <Box component="details">
            <Typography component="summary" variant="body2" sx={{ fontWeight: 600, cursor: 'pointer' }}>
              When the test does not pass
            </Typography>
            {method.troubleshooting.map((tip) => (
              <Typography variant="body2" key={tip.symptom} sx={{ mt: 1 }}>
                <strong>{tip.symptom}</strong>
                <br />
                {tip.fix}
              </Typography>
            ))}
          </Box>
        )}
        {method.rotationDays !== null && (
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {app.name} recommends a new credential every {method.rotationDays} days. You are reminded before it is due.
          </Typography>
        )}
        {app.factsNote && (
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {app.factsNote}
          </Typography>
        )}
      </Box>
    </Section>
  );
}
