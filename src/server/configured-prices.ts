import { createPriceList, UnknownPriceError, type PriceList } from '../accounts/index.js'
import { ConfigError, type Config } from '../config.js'

/** What tasks cost. Throws ConfigError for a setting that names something without a price. */
export function configuredPrices(config: Config): PriceList {
  try {
    return createPriceList(config.prices)
  } catch (cause) {
    if (!(cause instanceof UnknownPriceError)) throw cause
    throw new ConfigError('PRICES', `an object with "${cause.item}"`, `the names ${cause.allowed}`, { cause })
  }
}
