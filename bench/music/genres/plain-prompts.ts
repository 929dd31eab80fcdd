import type { GenreFamily } from '../../../src/studio/profiles/profile.js'

export interface PlainPrompt {
  /** Two digits of the family, one of the prompt: `'03-2'`. */
  readonly id: string
  readonly family: GenreFamily
  /** The whole request; always for an instrumental. */
  readonly text: string
}

/**
 * Six plain requests a family: words people use, no instruments but those that name the genre, and every genre at least
 * twice, so that leaving one request out leaves some of its kind.
 */
const BY_FAMILY: Readonly<Record<GenreFamily, readonly string[]>> = {
  pop: [
    'catchy upbeat pop song',
    'modern radio pop',
    'feel-good summer pop',
    'romantic pop ballad',
    '80s synth-pop',
    'dreamy synth pop with a danceable beat',
  ],
  rock: [
    'classic rock anthem',
    'driving guitar rock for the road',
    'indie rock band',
    'jangly upbeat indie rock',
    'fast punk rock',
    'loud and angry punk',
  ],
  metal: [
    'heavy metal',
    'aggressive thrash metal',
    'dark death metal',
    'epic power metal',
    'modern metalcore',
    'brutal metal with heavy riffs',
  ],
  'folk and country': [
    'acoustic folk song',
    'gentle folk by the campfire',
    'country song about the open road',
    'honky-tonk country',
    'bluegrass with banjo',
    'fast bluegrass breakdown',
  ],
  blues: [
    'slow sad blues',
    'chicago blues',
    'electric blues jam',
    'delta blues',
    'blues shuffle',
    'boogie woogie blues',
  ],
  jazz: [
    'swing jazz quartet',
    'smoky late night jazz',
    'fast bebop',
    'cool jazz for a rainy evening',
    'big band swing',
    'jazz piano trio',
  ],
  'soul and funk': [
    'funk with slap bass',
    'groovy 70s funk',
    'classic soul',
    'motown soul, happy',
    'disco for the dance floor',
    'glittering 70s disco',
  ],
  cinematic: [
    'epic cinematic trailer music',
    'film score for a heroic adventure',
    'dark suspense soundtrack',
    'emotional cinematic underscore',
    'cinematic battle music',
    'film music, mysterious and tense',
  ],
  latin: [
    'hot salsa',
    'salsa for dancing all night',
    'relaxed bossa nova',
    'bossa nova at the beach',
    'brazilian samba',
    'carnival samba party',
  ],
  reggae: [
    'roots reggae',
    'sunny reggae at the beach',
    'deep dub',
    'dub reggae with echoes',
    'ska with horns',
    'cheerful upbeat ska',
  ],
  'house and techno': [
    'house music for the club',
    'summer deep house',
    'minimal techno',
    'dark warehouse techno',
    'uplifting trance',
    'euphoric festival trance',
  ],
  'bass music': [
    'drum and bass',
    'liquid drum and bass',
    'dark fast drum and bass',
    'heavy dubstep',
    'dubstep with wobble bass',
    'melodic dubstep',
  ],
  'hip hop': [
    'dark trap beat',
    'hard trap instrumental',
    '90s boom bap beat',
    'old school boom bap hip hop',
    'lofi hip hop to study to',
    'chill lo-fi beat',
  ],
  ambient: [
    'ambient soundscape',
    'drifting space ambient',
    'dark ambient drone',
    'new age relaxation music',
    'calm meditation music',
    'peaceful new age for yoga',
  ],
  classical: [
    'solo classical piano piece',
    'romantic piano nocturne',
    'baroque concerto',
    'baroque harpsichord suite',
    'classical symphony',
    'orchestral classical, slow movement',
  ],
  world: [
    'irish celtic jig',
    'celtic folk reel',
    'flamenco guitar',
    'passionate flamenco',
    'argentine tango',
    'old tango from buenos aires',
  ],
}

/** 96 requests, six a family. */
export const PLAIN_PROMPTS: readonly PlainPrompt[] = Object.entries(BY_FAMILY).flatMap(([family, texts], f) =>
  texts.map((text, i) => ({
    id: `${String(f + 1).padStart(2, '0')}-${i + 1}`,
    family: family as GenreFamily,
    text,
  })),
)
