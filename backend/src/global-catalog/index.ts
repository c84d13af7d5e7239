export { GlobalCatalogModule } from './global-catalog.module.ts';
export {
  GlobalConnection,
  GlobalConnectionUse,
  GlobalConnectionVersion,
  globalTargetOf,
} from './global-connection.entity.ts';
export { publish, type Following, type Publication } from './publish.ts';
export { CopyTokens, followsSource } from './copy-tokens.ts';
