export { AppCatalog, availability } from './app-catalog.ts';
export { AppsModule } from './apps.module.ts';
export {
  askedFields,
  bringsClient,
  readCredentialForm,
  secretFieldNames,
  type CredentialForm,
} from './credential-form.ts';
