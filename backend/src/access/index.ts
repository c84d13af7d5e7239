export { abilityFor, type Ability } from './ability.ts';
export { accessibleBy, currentAbility, ensure, mayDo } from './access.ts';
export { AccessModule } from './access.module.ts';
export { PolicyGuard } from './policy.guard.ts';
export { RouteCheck, type Route } from './route-check.ts';
export { isPublic } from './policy.guard.ts';
export { Audit, Can, NoAudit, Public, SameOriginRead } from './route-policy.ts';
