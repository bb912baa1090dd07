import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { checkKey, isKey, type ObjectStore } from './object-store.js';

/** A bucket at a server that speaks S3. */
export interface S3Place {
  /** The server and the bucket, e.g. `https://s3.eu-west-2.amazonaws.com/photos`. */
  readonly url: string;
  readonly key: string;
  readonly secret: string;
}

/** Keeps objects in a bucket of any server that speaks S3. The bucket has to be there. */
export class S3Store implements ObjectStore {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor(place: S3Place) {
    const { origin, hostname, pathname } = new URL(place.url);
    this.bucket = pathname.slice(1);
    this.client = new S3Client({
      endpoint: origin,
      region: /^s3\.([a-z0-9-]+)\.amazonaws\.com$/.exec(hostname)?.[1] ?? 'us-east-1',
      forcePathStyle: true,
      // A server that is silent must hold up neither a start nor whoever waits for a photo.
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
      credentials: { accessKeyId: place.key, secretAccessKey: place.secret },
      // Older servers of other makers refuse checksums that they do not know.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key: checkKey(key), Body: bytes }));
  }

  async get(key: string): Promise<Buffer | undefined> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: checkKey(key) }));
      return Body && Buffer.from(await Body.transformToByteArray());
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: checkKey(key) }));
  }

  async list(folder: string): Promise<string[]> {
    const keys: string[] = [];
    const wanted = { Bucket: this.bucket, Prefix: `${checkKey(folder)}/`, Delimiter: '/' };
    for await (const page of paginateListObjectsV2({ client: this.client }, wanted))
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    return keys.filter(isKey).toSorted();
  }
}
