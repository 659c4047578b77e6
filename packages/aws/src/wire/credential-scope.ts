/**
 * Who signed a request, and for which region.
 *
 * @module
 */

/** What the Authorization header says. */
export type SignedAs = {
  readonly accessKeyId: string;
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Names of headers, in lower case. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};

const HEADER = new RegExp(
  '^AWS4-HMAC-SHA256 +Credential=([\\w+=,.@-]{1,128})/(\\d{8})/([a-z0-9-]{1,32})/([a-z0-9]{1,32})' +
    '/aws4_request, *SignedHeaders=([a-z0-9;-]{1,1024}), *Signature=([0-9a-f]{64})$',
  'u',
);

/** Reads an Authorization header; undefined if it has another form. */
export const signedAs = (header: string): SignedAs | undefined => {
  const [, accessKeyId, date, region, service, names, signature] = HEADER.exec(header) ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined) return undefined;
  if (service === undefined || names === undefined || signature === undefined) return undefined;
  return { accessKeyId, date, region, service, signedHeaders: names.split(';'), signature };
};
