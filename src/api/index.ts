export { buildApi } from './build-api.js'
export type { ApiAccount, ApiAccounts, ApiConfig, ApiDeps, ApiRandom, UploadDownloader } from './deps.js'
export {
  createMemoryRateLimiter,
  createSharedRateLimiter,
  QUERY_LIMIT,
  SUBMIT_LIMIT,
  type RateLimiter,
} from './rate-limiter.js'
