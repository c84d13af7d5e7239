export { GlobalCatalogModule } from './global-catalog.module.ts';
export {
  GlobalConnection,
  GlobalConnectionUse,
  GlobalConnectionVersion,
  globalTargetOf,
} from './global-connection.entity.ts';
export { publish, type Publication } from './publish.ts';
