import { BSON, type Document } from 'bson';
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';

/** What the server does with commands other than those of the login; undefined: `{ ok: 1 }`. */
export type Answers = (command: Document) => Document | undefined;

const iterations = 4096;
const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const attribute = (message: string, name: string) => new RegExp(`(?:^|,)${name}=([^,]*)`).exec(message)?.[1] ?? '';

/** One connection to a server of the MongoDB wire protocol (OP_QUERY, OP_MSG) that knows one user by SCRAM-SHA-256 (RFC 7677). */
export function serveMongo(
  socket: Socket,
  user: { name: string; password: string },
  answers: Answers = () => undefined,
) {
  const login = new ScramLogin(user);
  let pending = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
      const size = pending.readInt32LE(0);
      const message = pending.subarray(0, size);
      pending = pending.subarray(size);
      const [id, code] = [message.readInt32LE(4), message.readInt32LE(12)];
      const command = BSON.deserialize(code === 2004 ? queryOf(message) : message.subarray(21));
      const reply = answers(command) ?? login.answer(command) ?? standard(command);
      socket.write(code === 2004 ? asReply(id, reply) : asMessage(id, reply));
    }
  });
}

function standard(command: Document): Document {
  const isHello = 'hello' in command || 'ismaster' in command;
  if (!isHello) return { ok: 1 };
  return {
    ...{ ok: 1, isWritablePrimary: true, ismaster: true, helloOk: true, minWireVersion: 0, maxWireVersion: 21 },
    ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 },
    ...('saslSupportedMechs' in command ? { saslSupportedMechs: ['SCRAM-SHA-256'] } : {}),
  };
}

/** Header, flags, the name of the collection, two numbers, then the document. */
function queryOf(message: Buffer): Buffer {
  return message.subarray(message.indexOf(0, 20) + 1 + 8);
}

function framed(id: number, code: number, body: Buffer): Buffer {
  const head = Buffer.alloc(16);
  head.writeInt32LE(16 + body.length, 0);
  head.writeInt32LE(id, 8);
  head.writeInt32LE(code, 12);
  return Buffer.concat([head, body]);
}

const asMessage = (id: number, document: Document) =>
  framed(id, 2013, Buffer.concat([Buffer.alloc(5), BSON.serialize(document)]));

function asReply(id: number, document: Document): Buffer {
  const fixed = Buffer.alloc(20);
  fixed.writeInt32LE(1, 16);
  return framed(id, 1, Buffer.concat([fixed, BSON.serialize(document)]));
}

class ScramLogin {
  private readonly salt = randomBytes(16);
  private first = '';
  private nonce = '';
  private isDone = false;

  constructor(private readonly user: { name: string; password: string }) {}

  answer(command: Document): Document | undefined {
    if ('connectionStatus' in command && !this.isDone) return failed(13, 'Unauthorized');
    if ('speculativeAuthenticate' in command) return undefined;
    if ('saslStart' in command) return this.begin(text(command['payload']));
    if ('saslContinue' in command) return this.prove(text(command['payload']));
    return undefined;
  }

  private begin(payload: string): Document {
    this.first = payload.slice('n,,'.length);
    this.nonce = `${attribute(this.first, 'r')}${randomBytes(12).toString('hex')}`;
    return step(`r=${this.nonce},s=${this.salt.toString('base64')},i=${iterations}`, false);
  }

  private prove(payload: string): Document {
    const { name, password } = this.user;
    const [withoutProof = ''] = payload.split(',p=');
    const auth = `${this.first},r=${this.nonce},s=${this.salt.toString('base64')},i=${iterations},${withoutProof}`;
    const salted = pbkdf2Sync(password, this.salt, iterations, 32, 'sha256');
    const clientKey = hmac(salted, 'Client Key');
    const signature = hmac(sha256(clientKey), auth);
    const proof = clientKey.map((byte, index) => byte ^ (signature[index] ?? 0));
    const isRight = attribute(payload, 'p') === Buffer.from(proof).toString('base64');
    if (!isRight || attribute(this.first, 'n') !== name) return failed(18, 'Authentication failed.');
    this.isDone = true;
    return step(`v=${hmac(hmac(salted, 'Server Key'), auth).toString('base64')}`, true);
  }
}

const text = (payload: unknown) => Buffer.from((payload as { buffer: Uint8Array }).buffer).toString('utf8');
const step = (payload: string, done: boolean) => ({
  ...{ ok: 1, conversationId: 1, done, payload: new BSON.Binary(Buffer.from(payload)) },
});

/** A refusal as the server writes it. */
export const failed = (code: number, errmsg: string) => ({ ok: 0, code, errmsg, codeName: errmsg });
