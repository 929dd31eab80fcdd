export { hashApiKey, hintOfApiKey, makeApiKey } from './api-key.js'
export { Authenticator, type AuthenticatorOptions, type Identity } from './authenticator.js'
export { prepareBootstrapKeys, type BootstrapKeysOptions, type FirstKey } from './bootstrap-keys.js'
export {
  creditsOf,
  grantCredits,
  holdCredits,
  readBalance,
  settleCredits,
  type CreditBalance,
} from './credits.js'
export { priceOfTask, TASK_PRICES } from './prices.js'
