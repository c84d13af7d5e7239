export { serveCallbackFiles } from './callback.page.ts';
export { handedOut } from './handed-out.ts';
export { OAuthClient } from './oauth-client.entity.ts';
export { OAuthClientsService } from './oauth-clients.service.ts';
export { OAuthModule } from './oauth.module.ts';
export { leastSeconds, Tokens, type Fresh } from './tokens.ts';
