import type { LexiconEntry } from '../meaning.js'

/**
 * Adjectives of feeling, placed on the plane of arousal (`energy`) and valence (`brightness`) of Russell's circumplex
 * model of affect (Journal of Personality and Social Psychology 39, 1980); words by synonym, from Roget's classes.
 */
export const MOODS: readonly LexiconEntry[] = [
  ['fun, funny, good fun, fun-loving', { brightness: 0.5, energy: 0.06 }],
  ['relaxation, relaxing music, unwinding', { energy: -0.25, tempo: 0.95 }],
  ['tension, unease, uneasy', { brightness: -0.4, energy: 0.05, harmony: 0.15 }],
  ['dissonant, dissonance, dissonances, atonal', { brightness: -0.4, harmony: 0.35 }],
  ['slowed, slowed down, slowed reverb', { tempo: 0.85, mix: { space: 0.3 } }],
  [
    'happy, joyful, joyous, cheerful, merry, sunny, jolly, gleeful, delighted, smiling',
    { energy: 0.1, brightness: 0.9 },
  ],
  [
    'uplifting, inspiring, inspirational, hopeful, optimistic, motivational, positive, encouraging',
    { energy: 0.1, brightness: 0.7 },
  ],
  ['euphoric, ecstatic, exhilarating, elated, blissful', { energy: 0.2, brightness: 0.7 }],
  [
    'energetic, upbeat, lively, high energy, high-energy, vibrant, exciting, excited, electrifying, dynamic, bouncy, peppy, spirited',
    { energy: 0.2, brightness: 0.3, tempo: 1.06 },
  ],
  [
    'powerful, strong, bold, heroic, triumphant, victorious, majestic, grand, monumental, glorious, rousing',
    { energy: 0.22, brightness: 0.2 },
  ],
  [
    'intense, driving, relentless, urgent, fierce, explosive, hard-hitting, hard hitting',
    { energy: 0.25, brightness: -0.2, tempo: 1.05 },
  ],
  ['aggressive, angry, furious, raging, brutal, violent, hateful, heavy', { energy: 0.3, brightness: -0.7 }],
  [
    'rebellious, defiant, angsty, gritty, raw, edgy, badass, swagger, swaggering, confident, sassy',
    { energy: 0.15, brightness: -0.2 },
  ],
  ['dark, ominous, sinister, menacing, evil, gloomy, bleak, grim, foreboding, gothic', { brightness: -0.9 }],
  [
    'sad, sorrowful, melancholic, melancholy, mournful, tearful, heartbroken, heartbreaking, heartbreak, depressing, depressed, blue, weeping, tear-jerker, tear-jerking, grief, grieving',
    { energy: -0.18, brightness: -0.8, tempo: 0.92 },
  ],
  [
    'lonely, isolated, empty, desolate, lost, longing, yearning, wistful, pensive',
    { energy: -0.18, brightness: -0.5, tempo: 0.95 },
  ],
  ['nostalgic, bittersweet, sentimental, reminiscent, retrospective', { energy: -0.08, brightness: -0.1 }],
  [
    'romantic, love, loving, tender, intimate, warm, heartfelt, sweet, affectionate, passionate',
    { energy: -0.1, brightness: 0.4, mix: { warmth: 0.2 } },
  ],
  [
    'sensual, sexy, seductive, sultry, smoky, steamy, velvet',
    { energy: -0.12, brightness: -0.1, tempo: 0.95 },
  ],
  [
    'calm, calming, peaceful, relaxing, relaxed, gentle, soft, soothing, tranquil, serene, quiet, mellow, chill, laid-back, laid back, lazy, easy, restful, sleepy',
    { energy: -0.28, brightness: 0.15, tempo: 0.92 },
  ],
  [
    'dreamy, ethereal, floating, hazy, celestial, heavenly, angelic, airy, weightless',
    { energy: -0.2, brightness: 0.2, mix: { space: 0.5 } },
  ],
  [
    'mysterious, enigmatic, mystical, magical, enchanting, haunting, eerie, otherworldly, surreal, ritual, ritualistic',
    { energy: -0.08, brightness: -0.5, harmony: 0.15, mix: { space: 0.3 } },
  ],
  [
    'tense, suspenseful, suspense, anxious, nervous, unsettling, paranoid',
    { brightness: -0.7, harmony: 0.2 },
  ],
  [
    'dramatic, theatrical, emotional, moving, touching, soulful, deep, expressive',
    { energy: 0.02, brightness: -0.2 },
  ],
  [
    'playful, quirky, funny, humorous, whimsical, silly, cute, comical, goofy, comedic, mischievous',
    { energy: 0.08, brightness: 0.7 },
  ],
  ['cool, smooth, silky, stylish, elegant, classy, sophisticated, slick', { energy: -0.08 }],
  [
    'groovy, funky, danceable, rhythmic, catchy, infectious, hypnotic, pulsing, pulsating, throbbing, hooky, earworm, dancey, dancy',
    { energy: 0.1 },
  ],
  [
    'adventurous, adventure, epic journey, journey, exploration, road trip',
    { energy: 0.12, brightness: 0.3 },
  ],
  [
    'reflective, contemplative, introspective, thoughtful, storytelling, confessional, meditative mood, spiritual mood',
    { energy: -0.2, brightness: -0.1 },
  ],
  ['party, celebration, celebratory, festive, summer, beach', { energy: 0.18, brightness: 0.7 }],
  [
    'night, midnight, late night, nocturnal, sunset, dusk, night drive, late night drive, rainy, winter, autumn',
    { energy: -0.06, brightness: -0.3 },
  ],
  ['morning, sunrise, spring, bright, light, fresh', { energy: 0.02, brightness: 0.6 }],
  [
    'simple, minimal, minimalist, minimalistic, sparse, stripped-down, stripped down, stripped, bare',
    { energy: -0.25 },
  ],
  ['lush, rich, full, layered, big, huge, massive, wall of sound', { energy: 0.15, mix: { space: 0.15 } }],
  ['strange, weird, experimental, avant-garde, unusual, odd', { harmony: 0.35 }],
  ['complex, intricate, elaborate, angular, jagged', { harmony: 0.2 }],
  ['jazzy, jazz-tinged, jazz-inflected', { genreOtherwise: { 'jazz-swing': 1 }, harmony: 0.3 }],
  [
    'loud, thunderous, pounding, blaring, deafening, roaring, crushing, punishing, bone-crushing',
    { energy: 0.25 },
  ],
  ['climactic, climax, epic climax, soaring, sweeping, towering, stirring', { energy: 0.12 }],
  [
    'cozy, cosy, comforting, homely, comfy, snug, fireside',
    { energy: -0.2, brightness: 0.4, mix: { warmth: 0.3 } },
  ],
  [
    'carefree, breezy, feel-good, feel good, good vibes, easygoing, laid back summer, sun-kissed, tropical vibes',
    { energy: 0.05, brightness: 0.7 },
  ],
  [
    'hypnotising, trancey, trippy, mesmerizing, mesmerising, repetitive, looping',
    { energy: 0.02, harmony: -0.1 },
  ],
  ['glitchy, chaotic, frantic, manic, wild, crazy, unhinged', { energy: 0.22, harmony: 0.25 }],
  [
    'regal, noble, stately, dignified, solemn, ceremonious, reverent',
    { energy: 0.02, brightness: 0.1, tempo: 0.95 },
  ],
  [
    'bitter, regretful, remorseful, resigned, lonesome, forlorn, wounded, aching',
    { energy: -0.12, brightness: -0.6, tempo: 0.94 },
  ],
  ['flirty, cheeky, naughty, teasing', { energy: 0.05, brightness: 0.4 }],
  ['cold, icy, frozen, frosty, mechanical, robotic, sterile', { brightness: -0.4 }],
  ['fiery, burning, blazing, hot', { energy: 0.18 }],
  ['delicate, fragile, feathery, whispering, hushed mood, subtle, understated', { energy: -0.25 }],
  [
    'determined, resolute, unstoppable, empowering, empowered, fearless, courageous, brave',
    { energy: 0.18, brightness: 0.3 },
  ],
  ['mischief, sneaky, stealthy, tiptoe, prowling', { energy: -0.05, brightness: -0.2 }],
  [
    'sleazy, dirty south vibe, grimy, filthy, nasty, gnarly',
    { energy: 0.12, brightness: -0.5, mix: { drive: 0.3 } },
  ],
  [
    'apocalyptic, dystopian, doomed, post-apocalyptic, hellish, demonic, infernal',
    { energy: 0.1, brightness: -0.9 },
  ],
  [
    'sparkling, sparkly, twinkly, shimmering, glittering, twinkling, glistening',
    { brightness: 0.5, mix: { space: 0.3 } },
  ],
  [
    'spacey, spaced-out, underwater, submerged, oceanic, aquatic, waves, deep sea',
    { energy: -0.12, mix: { space: 0.4, warmth: 0.3 } },
  ],
  ['stormy, thundery, windswept, wintry, snowy, misty, foggy', { brightness: -0.4 }],
]
