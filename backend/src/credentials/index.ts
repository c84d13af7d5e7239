export { CredentialsModule } from './credentials.module.ts';
export { UseByDay } from './use-by-day.entity.ts';
export { UseLedger } from './use-ledger.ts';
