/**
 * Turns a provider's exception into an error, depending on what the provider was doing.
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

/** For a keyring that was looking up a key. */
export const whenLooking =
  (provider: string) =>
  (thrown: unknown): KeyUnavailable | ProviderFailed => {
    const said = cryptoErrorOf(thrown);
    return said?._tag === 'KeyUnavailable' || said?._tag === 'ProviderFailed'
      ? said
      : threw(provider);
  };

/** For a provider that was sealing: nothing can fail to authenticate. */
export const whenSealing =
  (provider: string) =>
  (thrown: unknown): KeyReused | ProviderFailed => {
    const said = cryptoErrorOf(thrown);
    return said?._tag === 'KeyReused' || said?._tag === 'ProviderFailed' ? said : threw(provider);
  };

/** For a derivation or a wrap: no ciphertext can make them fail. */
export const whenDeriving =
  (provider: string) =>
  (thrown: unknown): ProviderFailed => {
    const said = cryptoErrorOf(thrown);
    return said?._tag === 'ProviderFailed' ? said : threw(provider);
  };

/**
 * For a provider that was opening. Whatever it throws is a failed authentication, so a provider
 * that passes on its library's exceptions does not become an oracle. To say "unreachable" it throws
 * `refusal({ _tag: 'ProviderFailed', ... })`.
 */
export const whenOpening = (thrown: unknown): AuthenticationFailed | ProviderFailed => {
  const said = cryptoErrorOf(thrown);
  return said?._tag === 'ProviderFailed' ? said : { _tag: 'AuthenticationFailed' };
};
