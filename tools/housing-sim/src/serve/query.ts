/** A request that the source refuses; the message is for whoever wrote the client. */
export class BadRequest extends Error {
  readonly statusCode = 400;
}

export class NotFound extends Error {
  readonly statusCode = 404;
}

/** Query words, read as ASP.NET reads them: the case of a name does not matter, and a name may be repeated. */
export class Query {
  private readonly values = new Map<string, string[]>();

  constructor(raw: unknown) {
    for (const [name, value] of Object.entries((raw ?? {}) as Record<string, string | string[]>)) {
      const key = name.toLowerCase();
      this.values.set(key, [...(this.values.get(key) ?? []), ...(Array.isArray(value) ? value : [value])]);
    }
  }

  /** The last value given, or an empty text. */
  text(name: string): string {
    return this.values.get(name.toLowerCase())?.at(-1) ?? '';
  }

  /** Every value given that is not empty. */
  texts(name: string): string[] {
    return (this.values.get(name.toLowerCase()) ?? []).filter((value) => value !== '');
  }

  /** @throws BadRequest unless the value is a whole number */
  whole(name: string, otherwise: number): number {
    const text = this.text(name);
    return text === '' ? otherwise : wholeOf(name, text);
  }

  /** @throws BadRequest unless every value is a whole number */
  wholes(name: string): number[] {
    return this.texts(name).map((text) => wholeOf(name, text));
  }
}

function wholeOf(name: string, text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new BadRequest(`The value '${text}' is not valid for ${name}.`);
  return Number(text);
}
