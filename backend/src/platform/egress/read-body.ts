import { Transform, type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { EgressError } from './egress-error.ts';

/** The body of a reply, or its beginning. */
export interface ReadBody {
  readonly body: Buffer;
  /** Whether there was more than was read. */
  readonly isCut: boolean;
}

/**
 * Reads a reply up to `maxBytes`, counted before and after decompression: a small reply may unpack to anything,
 * and a large one to nothing. Encodings that were not asked for, and stacked ones, are refused.
 */
export async function readBody(
  body: Readable,
  encoding: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  const keep = new Writable({
    write(chunk: Buffer, _encoding, callback) {
      chunks.push(chunk);
      callback();
    },
  });
  const decoder = decoderFor(encoding);
  try {
    if (decoder) await pipeline(body, capped(maxBytes), decoder, capped(maxBytes), keep, { signal });
    else await pipeline(body, capped(maxBytes), keep, { signal });
    return { body: Buffer.concat(chunks), isCut: false };
  } catch (error) {
    if (!(error instanceof EgressError) || error.failure !== 'too_large') throw error;
    return { body: Buffer.concat(chunks), isCut: true };
  }
}

function capped(maxBytes: number): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      total += chunk.length;
      if (total > maxBytes) callback(new EgressError('too_large'));
      else callback(null, chunk);
    },
  });
}

function decoderFor(encoding: string): Transform | null {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new EgressError('http');
  }
}
