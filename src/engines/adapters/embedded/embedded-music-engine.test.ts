import { musicEngineSuite } from '../../testing/music-engine-suite.js'
import { createEmbeddedEngines } from './embedded-engines.js'

musicEngineSuite('the embedded studio', () => createEmbeddedEngines().music)
