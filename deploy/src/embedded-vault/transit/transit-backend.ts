import { randomBytes } from 'node:crypto';
import * as field from '../http/fields.ts';
import type { JsonObject } from '../http/json.ts';
import { badRequest, data, keys, noContent, notFound, type Reply } from '../http/reply.ts';
import { Routes, type Backend, type Call } from '../http/routes.ts';
import type { Folder } from '../storage/store.ts';
import { eachItem } from './batch.ts';
import { decrypt, encrypt, type Extra } from './encryption.ts';
import { describeKey, isKeyType, isSymmetric, newKey, rotated, type TransitKey } from './key.ts';
import * as signatures from './signature.ts';

/** A transit mount: https://developer.hashicorp.com/vault/api-docs/secret/transit */
export class TransitBackend implements Backend {
  readonly type = 'transit';
  readonly #keys: Folder;
  readonly #routes: Routes;

  constructor(folder: Folder) {
    this.#keys = folder.folder('key');
    this.#routes = new Routes()
      .on('keys', { list: () => keys(this.#keys.list('')) })
      .on('keys/:name', {
        read: (_call, { name = '' }) => data(describeKey(this.#find(name) ?? missing())),
        write: (call, { name = '' }) => this.#create(name, call.body),
        delete: (_call, { name = '' }) => this.#delete(name),
      })
      .on('keys/:name/config', { write: (call, { name = '' }) => this.#configure(name, call.body) })
      .on('keys/:name/rotate', { write: (_call, { name = '' }) => this.#save(rotated(this.#key(name))) })
      .on('encrypt/:name', { write: (call, { name = '' }) => this.#encrypt(name, call) })
      .on('decrypt/:name', { write: (call, { name = '' }) => this.#decrypt(name, call) })
      .on('rewrap/:name', { write: (call, { name = '' }) => this.#rewrap(name, call) })
      .on('datakey/:kind/:name', { write: (call, { kind = '', name = '' }) => this.#dataKey(kind, name, call.body) })
      .on('sign/:name', { write: (call, { name = '' }) => this.#sign(name, call, '') })
      .on('sign/:name/:algorithm', {
        write: (call, { name = '', algorithm = '' }) => this.#sign(name, call, algorithm),
      })
      .on('verify/:name', { write: (call, { name = '' }) => this.#verify(name, call, '') })
      .on('verify/:name/:algorithm', {
        write: (call, { name = '', algorithm = '' }) => this.#verify(name, call, algorithm),
      })
      .on('hmac/:name', { write: (call, { name = '' }) => this.#hmac(name, call, '') })
      .on('hmac/:name/:algorithm', {
        write: (call, { name = '', algorithm = '' }) => this.#hmac(name, call, algorithm),
      });
  }

  exists(path: string): boolean | undefined {
    const [kind, name = ''] = path.split('/');
    return kind === 'encrypt' ? this.#keys.has(name) : undefined;
  }

  handle(call: Call): Reply {
    return this.#routes.handle(call);
  }

  #find(name: string): TransitKey | undefined {
    return this.#keys.get<TransitKey>(name);
  }

  #key(name: string): TransitKey {
    const key = this.#find(name);
    if (!key) throw badRequest('encryption key not found');
    return key;
  }

  #save(key: TransitKey): Reply {
    this.#keys.put(key.name, key);
    return data(describeKey(key));
  }

  #create(name: string, body: JsonObject): Reply {
    const type = field.text(body, 'type', 'aes256-gcm96');
    if (!isKeyType(type)) throw badRequest(`unknown key type ${type}`);
    for (const option of ['convergent_encryption', 'exportable', 'allow_plaintext_backup'] as const) {
      if (field.flag(body, option)) throw badRequest(`dev-embedded does not support "${option}"`);
    }
    if (field.seconds(body, 'auto_rotate_period') > 0) throw badRequest('dev-embedded does not rotate keys by itself');
    const derived = field.flag(body, 'derived');
    const key = this.#find(name) ?? newKey(name, type, derived);
    if (derived && !isSymmetric(key)) throw badRequest(`dev-embedded does not derive keys of type ${type}`);
    return this.#save(key);
  }

  #delete(name: string): Reply {
    const key = this.#key(name);
    if (!key.deletionAllowed) throw badRequest('deletion is not allowed for this key');
    this.#keys.delete(name);
    return noContent;
  }

  #configure(name: string, body: JsonObject): Reply {
    const key = this.#key(name);
    const changed: TransitKey = {
      ...key,
      minDecryption: field.has(body, 'min_decryption_version')
        ? field.integer(body, 'min_decryption_version') || 1
        : key.minDecryption,
      minEncryption: field.has(body, 'min_encryption_version')
        ? field.integer(body, 'min_encryption_version')
        : key.minEncryption,
      deletionAllowed: field.has(body, 'deletion_allowed') ? field.flag(body, 'deletion_allowed') : key.deletionAllowed,
    };
    for (const option of ['exportable', 'allow_plaintext_backup'] as const) {
      if (field.flag(body, option)) throw badRequest(`dev-embedded does not support "${option}"`);
    }
    if (field.seconds(body, 'auto_rotate_period') > 0) throw badRequest('dev-embedded does not rotate keys by itself');
    const isWrong =
      changed.minDecryption < 1 ||
      changed.minDecryption > key.latest ||
      changed.minEncryption < 0 ||
      changed.minEncryption > key.latest;
    if (isWrong) throw badRequest('a minimum version must lie between 1 and the latest version');
    if (changed.minEncryption > 0 && changed.minEncryption < changed.minDecryption) {
      throw badRequest('min_encryption_version cannot be below min_decryption_version');
    }
    return this.#save(changed);
  }

  /** Encrypting with a key that is not there makes it, for a token that may `create`. */
  #encrypt(name: string, call: Call): Reply {
    let key = this.#find(name);
    if (!key) {
      const type = field.text(call.body, 'type', 'aes256-gcm96');
      if (!isKeyType(type)) throw badRequest(`unknown key type ${type}`);
      key = newKey(name, type, field.has(call.body, 'context'));
      this.#save(key);
    }
    const using = key;
    return eachItem(call, (item) => {
      const plaintext = field.base64(item.plaintext, 'plaintext');
      const { ciphertext, version } = encrypt(using, plaintext, field.integer(item, 'key_version'), extraOf(item));
      return { ciphertext, key_version: version };
    });
  }

  #decrypt(name: string, call: Call): Reply {
    const key = this.#key(name);
    return eachItem(call, (item) => ({
      plaintext: decrypt(key, field.text(item, 'ciphertext'), extraOf(item)).toString('base64'),
    }));
  }

  #rewrap(name: string, call: Call): Reply {
    const key = this.#key(name);
    return eachItem(call, (item) => {
      const plaintext = decrypt(key, field.text(item, 'ciphertext'), extraOf(item));
      const { ciphertext, version } = encrypt(key, plaintext, field.integer(item, 'key_version'), extraOf(item));
      return { ciphertext, key_version: version };
    });
  }

  #dataKey(kind: string, name: string, body: JsonObject): Reply {
    if (kind !== 'plaintext' && kind !== 'wrapped') throw badRequest("Invalid path, must be 'plaintext' or 'wrapped'");
    const bits = field.integer(body, 'bits', 256);
    if (![128, 256, 512].includes(bits)) throw badRequest('invalid bit length');
    const plaintext = randomBytes(bits / 8);
    const { ciphertext, version } = encrypt(this.#key(name), plaintext, 0, extraOf(body));
    return data({
      ciphertext,
      key_version: version,
      ...(kind === 'plaintext' && { plaintext: plaintext.toString('base64') }),
    });
  }

  #sign(name: string, call: Call, algorithm: string): Reply {
    const key = this.#key(name);
    const how = signatures.signingOf(call.body, algorithm);
    return eachItem(call, (item) => {
      const { signature, version } = signatures.sign(
        key,
        field.base64(item.input ?? '', 'input'),
        field.integer(call.body, 'key_version'),
        how,
      );
      return { signature, key_version: version };
    });
  }

  #verify(name: string, call: Call, algorithm: string): Reply {
    const key = this.#key(name);
    const how = signatures.signingOf(call.body, algorithm);
    return eachItem(call, (item) => {
      const input = field.base64(item.input ?? '', 'input');
      if (field.has(item, 'hmac'))
        return { valid: signatures.verifyHmac(key, input, field.text(item, 'hmac'), how.hash) };
      if (!field.has(item, 'signature')) throw badRequest("one of 'signature' or 'hmac' must be supplied");
      return { valid: signatures.verify(key, input, field.text(item, 'signature'), how) };
    });
  }

  #hmac(name: string, call: Call, algorithm: string): Reply {
    const key = this.#key(name);
    const hash = signatures.hashName(algorithm || field.text(call.body, 'algorithm') || 'sha2-256');
    return eachItem(call, (item) => ({
      hmac: signatures.hmac(key, field.base64(item.input, 'input'), field.integer(call.body, 'key_version'), hash),
    }));
  }
}

function missing(): never {
  throw notFound();
}

const extraOf = (item: JsonObject): Extra => ({
  context: field.base64(item.context ?? '', 'context'),
  associated: field.base64(item.associated_data ?? '', 'associated_data'),
});
