const charged = 'Every request that proves the key is charged for, so there is no test.';
const otherProtocol = 'Not HTTP: real servers stand in for it in test/servers and test/probes.';
/** Who asks cannot be told from the request: everything in it is signed. */
export const signedLogin = 'A key signs the whole login: test/probes/signing.spec.ts plays the provider.';

/** Methods that have no simulated provider, and why. The tests fail when a line is missing and when one is not needed. */
export const notSimulated: Readonly<Record<string, string>> = {
  'exa/api-key': charged,
  'fal-ai/api-key': charged,
  'ftp/login': otherProtocol,
  'google-service-account/jwt-bearer': signedLogin,
  'imap/login': otherProtocol,
  'mongodb/login': otherProtocol,
  'mysql/login': otherProtocol,
  'postgresql/login': otherProtocol,
  'redis/login': otherProtocol,
  'sftp/login': otherProtocol,
  'sftp/private-key': otherProtocol,
  'smtp/smtp-login': otherProtocol,
  'teams-webhook/webhook-url': 'Every request posts a card, so there is no test.',
  'trustpilot/oauth2': 'No harmless request is known, so there is no test.',
};
