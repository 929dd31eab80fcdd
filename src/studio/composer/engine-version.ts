/** Name and version of the engine that writes scores; stored in each of them. */
export const ENGINE_VERSION = 'studio/0.3.0'
