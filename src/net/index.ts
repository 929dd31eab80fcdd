export { createAddressPolicy, type AddressPolicy, type AddressPolicyOptions } from './address-policy.js'
export {
  BlockedAddressError,
  DownloadError,
  InvalidUrlError,
  OutboundError,
  type OutboundFailure,
} from './errors.js'
export {
  createGuardedClient,
  type DownloadedFile,
  type DownloadRequest,
  type GuardedClient,
  type GuardedClientOptions,
  type PostAnswer,
  type PostRequest,
} from './guarded-client.js'
export type { ResolvedAddress, ResolveName } from './guarded-connector.js'
export { hostOf, parseOutboundUrl } from './outbound-url.js'
