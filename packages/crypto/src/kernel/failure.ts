/**
 * What a provider's exception becomes, by what the provider was doing.
 *
 * @module
 */
import type { AuthenticationFailed, KeyReused, KeyUnavailable, ProviderFailed } from './errors.ts';
import { cryptoErrorOf } from './refusal.ts';

const threw = (provider: string): ProviderFailed => ({
  _tag: 'ProviderFailed',
  provider,
  reason: 'threw',
});

/** For a keyring that was asked for a key. */
export const whenLooking =
  (provider: string) =>
  (thrown: unknown): KeyUnavailable | ProviderFailed => {
    const said = cryptoErrorOf(thrown);
    return said?._tag === 'KeyUnavailable' || said?._tag === 'ProviderFailed'
      ? said
      : threw(provider);
  };

/** For a provider that was computing something that cannot fail to authenticate. */
export const whenSealing =
  (provider: string) =>
  (thrown: unknown): KeyReused | ProviderFailed => {
    const said = cryptoErrorOf(thrown);
    return said?._tag === 'KeyReused' || said?._tag === 'ProviderFailed' ? said : threw(provider);
  };

/** For a derivation or a wrap: neither can fail on account of a ciphertext. */
export const whenDeriving =
  (provider: string) =>
  (thrown: unknown): ProviderFailed => {
    const said = cryptoErrorOf(thrown);
    return said?._tag === 'ProviderFailed' ? said : threw(provider);
  };

/**
 * For a provider that was opening something. Anything it throws is a failed authentication, so that
 * a provider that lets its library's exception pass is not an oracle by accident; one that means
 * "unreachable" throws `refusal({ _tag: 'ProviderFailed', ... })`.
 */
export const whenOpening = (thrown: unknown): AuthenticationFailed | ProviderFailed => {
  const said = cryptoErrorOf(thrown);
  return said?._tag === 'ProviderFailed' ? said : { _tag: 'AuthenticationFailed' };
};
