export * from './app-definition/index.ts';
export * from './apps/index.ts';
