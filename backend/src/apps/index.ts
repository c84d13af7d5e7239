export { AppCatalog, availability, unsupportedIn } from './app-catalog.ts';
export { AppsModule } from './apps.module.ts';
export { askedFields, readCredentialForm, secretFieldNames, type CredentialForm } from './credential-form.ts';
