import type { AuthProvider } from 'react-admin';
import { actionOf, may } from './ability.ts';
import { isResource, resources } from './resources.ts';
import { session } from './session.ts';

const hasStatus = (error: unknown): error is { status: number } =>
  typeof error === 'object' && error !== null && 'status' in error;

export const authProvider: AuthProvider = {
  login: ({ email, password }: { email: string; password: string }) => session.signIn(email, password),
  logout: () => session.signOut(),
  checkAuth: async () => {
    await session.load();
  },
  checkError: (error: unknown) =>
    hasStatus(error) && error.status === 401 ? Promise.reject(new Error('Signed out')) : Promise.resolve(),
  getIdentity: async () => {
    const me = await session.load();
    return { id: me.user?.id ?? me.apiKey?.id ?? '', fullName: me.user?.name ?? me.apiKey?.name ?? '' };
  },
  canAccess: async ({ action, resource, record }) => {
    const verb = actionOf(action);
    if (verb === null || !isResource(resource)) return false;
    return may(await session.load(), verb, resources[resource].subject, record);
  },
};
