import { badRequest } from './reply.ts';

/**
 * The logical path of a request, or a refusal. Nothing is normalised: a path that would need it is a mistake or an attack,
 * and a policy must see exactly what the backend sees.
 */
export function logicalPath(rawPath: string): string {
  let path: string;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    throw badRequest('the path is not valid percent-encoding');
  }
  if (/\p{C}/u.test(path)) throw badRequest('the path must be printable');
  const segments = path.split('/');
  if (segments.some((segment) => segment === '.' || segment === '..'))
    throw badRequest('the path must not hold "." or ".." segments');
  if (segments.slice(0, -1).includes('')) throw badRequest('the path must not hold empty segments');
  return path;
}
