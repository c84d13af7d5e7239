/** Methods that have no simulated provider, and why. The tests fail when a line is missing and when one is not needed. */
export const notSimulated: Readonly<Record<string, string>> = {
  'exa/api-key': 'Every request that proves the key is charged for, so there is no test.',
  'fal-ai/api-key': 'Every request that proves the key is charged for, so there is no test.',
  'google-service-account/jwt-bearer': 'A signed assertion cannot be made yet, so there is no test.',
  'postgresql/login': 'Not HTTP: tested with a real server in test/probes.',
  'smtp/smtp-login': 'Not HTTP: tested with a real server in test/probes.',
  'teams-webhook/webhook-url': 'Every request posts a card, so there is no test.',
  'trustpilot/oauth2': 'No harmless request is known, so there is no test.',
};
