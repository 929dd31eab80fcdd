/**
 * Name and version of the engine that writes scores and performs them; stored in each score and with each track. To be raised
 * when the same seed would make another score, or the same score another sound.
 */
export const ENGINE_VERSION = 'studio/0.16.0'
