/** Where whole files are kept, such as photos. A key is `<folder>/<name>` of letters, digits and hyphens. */
export interface ObjectStore {
  /** Keeps the bytes under the key, in place of what was there. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** The bytes under the key; undefined where there are none. */
  get(key: string): Promise<Buffer | undefined>;
  /** Removes what is under the key, if anything. */
  remove(key: string): Promise<void>;
  /** The keys of what stands right in the folder, in order; none where there is no such folder. */
  list(folder: string): Promise<string[]>;
}

const allowed = /^[a-z0-9-]+(\/[a-z0-9-]+)+$/;

/** Whether something that stands where objects are kept is one, and not half of one or somebody else's. */
export function isKey(name: string): boolean {
  return allowed.test(name);
}

/** No key can leave its folder. Throws `Error`: keys are made here, never taken from a request. */
export function checkKey(key: string): string {
  if (!isKey(key)) throw new Error('A key of the object store is made of lower-case letters, digits and hyphens.');
  return key;
}
