export { createAccountStore, type Account, type AccountStore } from './account-store.js'
export { isAllowedIp } from './allowed-ips.js'
export { hashApiKey, hintOfApiKey, isSandboxKey, makeApiKey, SANDBOX_PREFIX } from './api-key.js'
export { Authenticator, type AuthenticatorOptions } from './authenticator.js'
export { prepareBootstrapKeys, type BootstrapKeysOptions, type FirstKey } from './bootstrap-keys.js'
export {
  deductCredits,
  grantCredits,
  holdCredits,
  readBalance,
  settleCredits,
  type CreditBalance,
  type CreditHold,
} from './credits.js'
export { hasScope, type Identity, type RateLimit } from './identity.js'
export { checkKeyCaps, KeyCapError, type KeySpending } from './key-caps.js'
export {
  createKeyStore,
  type ApiKey,
  type IssuedKey,
  type KeySettings,
  type KeyStore,
  type KeyStoreOptions,
  type NewKey,
} from './key-store.js'
export { authenticateOpenly } from './open-sandbox.js'
export {
  createPriceList,
  DEFAULT_PRICES,
  UnknownPriceError,
  type PriceList,
  type PriceName,
} from './prices.js'
export type { UsagePeriod, UsageRow } from './usage.js'
