/**
 * Why a call out of the process failed, coarse enough that it tells nobody what listens behind a name.
 * `redirect`: the reply led somewhere it may not be followed to. `http`: the peer does not speak HTTP properly.
 */
export type EgressFailure = 'dns' | 'connect' | 'tls' | 'timeout' | 'blocked' | 'too_large' | 'redirect' | 'http';

const messages: Record<EgressFailure, string> = {
  dns: 'The host name could not be resolved.',
  connect: 'No connection could be made.',
  tls: 'No secure connection could be made.',
  timeout: 'The call took too long.',
  blocked: 'This address may not be called from here.',
  too_large: 'The reply is larger than is accepted.',
  redirect: 'The reply led to an address that is not followed.',
  http: 'The reply is not valid HTTP.',
};

/**
 * The only error that leaves this folder. Its message is fixed per class and it has no `cause`: the errors of
 * the network libraries carry addresses, URLs and headers, and one of those may be the credential.
 */
export class EgressError extends Error {
  override readonly name = 'EgressError';

  constructor(readonly failure: EgressFailure) {
    super(messages[failure]);
  }
}

const tlsCode =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

/** The `code` of an error of Node or of a driver, empty when it has none. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Reads the class out of an error of Node or undici; anything not known is `otherwise`. */
export function toEgressError(error: unknown, otherwise: EgressFailure): EgressError {
  if (error instanceof EgressError) return error;
  const code = errorCode(error);
  if (tlsCode.test(code)) return new EgressError('tls');
  if (/TIMEOUT|TIMEDOUT/.test(code)) return new EgressError('timeout');
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') return new EgressError('too_large');
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new EgressError('too_large');
  if (code.startsWith('HPE_') || code === 'UND_ERR_INVALID_ARG' || code.startsWith('Z_'))
    return new EgressError('http');
  if (/^(ECONN|EHOST|ENET|EPIPE|EADDR|ERR_STREAM|UND_ERR_SOCKET)/.test(code)) return new EgressError('connect');
  return new EgressError(otherwise);
}
