/**
 * What an attacker, a broken generator and a hostile provider may try, and the tests that try it:
 * the list of the design, number by number.
 *
 * It fails if one of those tests is renamed or removed without a replacement.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** What is tried; then test files, each with the beginnings of the titles of its tests. */
type Attack = readonly [what: string, tests: Readonly<Record<string, readonly string[]>>];

const attacks: readonly Attack[] = [
  [
    'every bit of header, commitment, slot, frames and tags flipped',
    {
      tamper: [
        'refuses every single-bit change, in one text',
        'refuses single-bit changes all over three frames',
      ],
    },
  ],
  ['every byte set to 00 and to ff', { tamper: ['refuses every byte set to 00 or ff'] }],
  [
    'cut to every length',
    {
      tamper: ['refuses every truncation, as a fault of form'],
      streams: ['gives authentic frames up to a fault, then throws'],
      'open-snapshot-to': ['aborts, and never commits, at whatever length the stream is cut'],
    },
  ],
  [
    '1 byte, 16, a frame, the whole appended',
    { tamper: ['refuses bytes after the end'], layers: ['is checked before any key is used'] },
  ],
  [
    'frames swapped, repeated, dropped',
    { tamper: ['refuses frames swapped, repeated or dropped'] },
  ],
  [
    'the last frame dropped and the length made to fit',
    { tamper: ['refuses a payload whose last frame was dropped'] },
  ],
  [
    'parts of another backup spliced in',
    { splice: ['are refused: %s', 'are refused by the commitment in the state'] },
  ],
  [
    'the keyring of another region, epoch, manufacturer; a forged PBK id; a retired PBK',
    {
      keys: [
        'of another region, operator or manufacturer does not know the key',
        'does not know a key of another epoch, or open a record',
        'does not open when a record names another of its keys',
        'retires the old epoch once its records are rewrapped',
      ],
    },
  ],
  ['another cluster, backup or region expected', { splice: ['is believed before the file: %s'] }],
  [
    'version, suite, flags, frame size changed',
    { tamper: ['names a wrong %s (byte %d = %d)', 'does not open with another known frame size'] },
  ],
  [
    'a length of 0, 2^64-1, 2^53, one over the cap',
    {
      tamper: [
        'refuses a plaintext length of %d before it allocates',
        'refuses a length over the cap that the caller sets',
      ],
    },
  ],
  [
    'an empty snapshot sealed',
    {
      randomness: ['refuses an empty snapshot'],
      streams: ['refuses at once what cannot be sealed'],
    },
  ],
  [
    'a shredded record',
    { splice: ['is purged, for opening and for rewrapping', 'does not open with an empty record'] },
  ],
  [
    'a copy with its source’s PBK or record; an old generation put back after a rotation',
    {
      splice: [
        'does not open with the PBK of its source',
        'does not open with the record of its source put in its place',
        'does not open with a record whose generation or names were changed',
      ],
      keys: ['retires the old epoch once its records are rewrapped, and refuses old records'],
    },
  ],
  [
    'an altered slot or commitment rewrapped',
    { splice: ['makes no record of an altered slot, wrapped EBK, header or commitment'] },
  ],
  [
    'a stuck generator',
    {
      randomness: [
        'seals unrelated bytes as soon as one header field differs',
        'with a cycle of %d draws is noticed',
        'is noticed across processes by the salts that the caller stores',
      ],
    },
  ],
  [
    'a second sealer, a seal after the last frame, a frame that is too long',
    {
      randomness: [
        'give one sealer',
        'seal nothing after the last frame',
        'seal no frame of %d bytes (last: %s)',
      ],
    },
  ],
  [
    'one ciphertext under two keys',
    {
      salamander: [
        'opens under two keys of bare AES-256-GCM',
        'opens under at most one EBK in an envelope',
      ],
    },
  ],
  [
    'nine ways between three providers, and key wrap in a SoftHSM',
    {
      interop: ['gives back %d bytes', 'seal the same bytes from the same randomness'],
      softhsm: [
        'wraps an EBK to the same bytes as the local keyrings',
        'seals, copies and opens interchangeably',
      ],
    },
  ],
  [
    'a provider with short, long, shared, detached buffers; error texts; late answers',
    {
      'rogue-provider': [
        'is refused when it seals, derives, draws and opens',
        'ends in the same error each time',
        'cannot forge a refusal of this package',
      ],
      aborted: [
        'ends at once, and wipes a key that comes late',
        'wipes a plaintext, and a ciphertext, that come late',
      ],
      buffers: [
        'seals and opens correctly, and never publishes a key as a commitment',
        'is hidden from an asynchronous provider',
      ],
    },
  ],
  [
    'a caller that changes its buffers in between',
    {
      buffers: [
        'gets a backup that opens, with each frame as it was when it was sealed',
        'opens what it gave as %s, though the payload is overwritten',
      ],
    },
  ],
  [
    'lone surrogates, invalid UTF-8, fields of 0 and 65 bytes',
    {
      fields: [
        'refuses a %s that does not fit: %j',
        'refuses an HSM type that does not fit: %j',
        'refuses invalid UTF-8 in a name',
      ],
    },
  ],
  [
    'published vectors, for every provider; nonces that are not 12 bytes',
    {
      'gcm.vectors': [
        'opens and seals the',
        'opens the Wycheproof vectors',
        'refuses every nonce that is not 12 bytes',
      ],
      'kdf.vectors': [
        'derives the',
        'derives the CAVP keys of SP 800-108 with HMAC-SHA256, block by block',
        'gives the Wycheproof codes',
      ],
      'key-wrap.vectors': ['wraps and unwraps the', 'unwraps the Wycheproof vectors'],
    },
  ],
  [
    'secrets looked for in prints, JSON, errors and stacks',
    {
      secrets: [
        'prints as [secret], however it is printed',
        'shows no master key and no PBK in a keyring',
        'shows no key in ciphers, payload keys, sealers, records and refusals',
      ],
    },
  ],
  [
    'golden envelopes',
    {
      golden: [
        'is sealed byte for byte by %s',
        'is opened by %s',
        'is read by a reader that shares no code',
      ],
    },
  ],
];

const numbered = attacks.map(([what, tests], index) => [index + 1, what, tests] as const);

describe('the list of attacks', () => {
  it('has 25 numbers', () => {
    expect(attacks).toHaveLength(25);
  });

  it.each(numbered)('%d, %s, is tried', (_number, _what, tests) => {
    const missing = Object.entries(tests).flatMap(([file, titles]) => {
      const source = readFileSync(new URL(`${file}.test.ts`, import.meta.url), 'utf8');
      return titles.filter(
        (title) => !["'", '`', '"'].some((quote) => source.includes(`${quote}${title}`)),
      );
    });
    expect(missing).toEqual([]);
  });
});
