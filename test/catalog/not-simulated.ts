const charged = 'Every request that proves the key is charged for, so there is no test.';
const otherProtocol = 'Not HTTP: real servers stand in for it in test/probes, where one can be had.';
const unsigned = 'Signed in a way that cannot be made yet, so there is no test.';

/** Methods that have no simulated provider, and why. The tests fail when a line is missing and when one is not needed. */
export const notSimulated: Readonly<Record<string, string>> = {
  'azure-blob-storage/shared-key': unsigned,
  'exa/api-key': charged,
  'fal-ai/api-key': charged,
  'ftp/login': otherProtocol,
  'ghost/admin-jwt': unsigned,
  'google-service-account/jwt-bearer': unsigned,
  'imap/login': otherProtocol,
  'mongodb/login': otherProtocol,
  'mysql/login': otherProtocol,
  'postgresql/login': otherProtocol,
  'redis/login': otherProtocol,
  'sftp/login': otherProtocol,
  'sftp/private-key': otherProtocol,
  'smtp/smtp-login': otherProtocol,
  'teams-webhook/webhook-url': 'Every request posts a card, so there is no test.',
  'trello/oauth1': unsigned,
  'trustpilot/oauth2': 'No harmless request is known, so there is no test.',
};
