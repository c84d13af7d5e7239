export {
  appCategory,
  appDefinition,
  defineApp,
  type AppCategory,
  type AppDefinition,
  type AppDefinitionInput,
} from './app.ts';
export {
  methodDefinition,
  methodKind,
  protocol,
  type MethodDefinition,
  type MethodDefinitionInput,
  type MethodKind,
  type Protocol,
} from './method.ts';
export { fieldDefinition, fieldFormat, type FieldDefinition, type FieldFormat, type FilledFrom } from './field.ts';
export type { Injection, RequestDefinition } from './request.ts';
export type { ErrorRule, ReplyCondition } from './reply.ts';
export type { ConnectionTest, PermissionTest } from './connection-test.ts';
export type { AccountRule } from './account.ts';
export type { OAuth2Definition, RefreshPolicy, Revocation } from './oauth2.ts';
export type { KeyGrant, Lookup, SessionLogin, Signing } from './signing.ts';
export { inWords } from './fault-words.ts';
export { normalizeField, type NormalizedField } from './normalize-field.ts';
export { fillTemplate, TemplateError, type TemplatePlace, type TemplateValues } from './fill-template.ts';
export { buildUrl } from './build-url.ts';
export { readPath, readReply, type ProviderReply } from './read-path.ts';
export { accountIdentity, comparableAccount, type AccountIdentity, type IdentitySources } from './account-identity.ts';
export { judgeReply, matches, type Verdict } from './judge-reply.ts';
export { missingScopes, readScopes, requestedScopes, requiredScopes, type RequiredScope } from './granted-scopes.ts';
export { placeholdersIn } from './template.ts';
export { choiceField, choicesIn } from './chosen-item.ts';
export { clientAddresses, destinationsOf, injectionLines, type Destination, type Handed } from './destinations.ts';
export { shownAddress, type CallPurpose, type ShownAddress } from './shown-address.ts';
export { askedFields, filledValues, hasSecretUrl, type FillSource } from './filled-values.ts';
export {
  checkCustomApp,
  customAppPrefix,
  customAppScope,
  type CheckedDefinition,
  type CustomAppScope,
  type DefinitionFault,
} from './custom-app.ts';
