/** Form templates that several genres share, in the notation of `FormHabits`. */
export const FORMS = {
  // Songs with refrain
  popLift:
    'intro 4, verse 8, pre-chorus 4, chorus 8, interlude 4, verse 8, pre-chorus 4, chorus 8, bridge 8, chorus 8, outro 4',
  popHookFirst:
    'intro 4, chorus 8, verse 8, pre-chorus 4, chorus 8, verse 8, pre-chorus 4, chorus 8, solo 8, chorus 8, outro 4',
  verseChorus: 'intro 4, verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8, outro 4',
  verseChorusSolo: 'intro 4, verse 8, chorus 8, verse 8, chorus 8, solo 8, chorus 8, outro 4',
  doubleVerse: 'intro 8, verse 16, chorus 8, verse 8, chorus 8, bridge 8, chorus 16, outro 4',
  postChorus:
    'intro 4, verse 8, pre-chorus 4, chorus 8, post-chorus 4, verse 8, pre-chorus 4, chorus 8, post-chorus 4, bridge 8, chorus 8, outro 4',
  breakdown: 'intro 4, verse 8, chorus 8, verse 8, chorus 8, break 4, build 4, chorus 16, outro 4',
  soloTwice: 'intro 8, verse 8, chorus 8, solo 8, verse 8, chorus 8, bridge 4, solo 8, chorus 8, outro 4',
  // Dances and vamps
  danceBand: 'intro 8, verse 8, chorus 8, interlude 4, verse 8, chorus 8, solo 8, chorus 16, outro 4',
  callAndVamp: 'intro 4, verse 16, chorus 8, interlude 4, verse 8, solo 16, chorus 16, outro 8',
  twoParts: 'intro 4, verse 8, verse 8, chorus 8, verse 8, solo 8, chorus 8, verse 8, outro 4',
  headSolosHead: 'intro 4, verse 16, chorus 8, solo 16, solo 8, verse 8, chorus 8, outro 4',
  strophes:
    'intro 4, verse 8, interlude 4, verse 8, chorus 8, verse 8, interlude 4, verse 8, chorus 8, outro 4',
  // Dance floors
  twoDrops: 'intro 8, verse 8, build 4, drop 16, break 8, verse 8, build 8, drop 16, outro 8',
  longMix: 'intro 16, break 8, build 8, drop 16, verse 8, break 8, build 8, drop 16, outro 8',
  vocalClub: 'intro 8, verse 8, chorus 8, drop 8, verse 8, break 8, build 4, chorus 8, drop 16, outro 8',
  journey: 'intro 16, verse 16, break 16, build 8, drop 16, verse 8, break 8, build 8, drop 16, outro 8',
  hypnotic: 'intro 16, verse 16, drop 16, break 8, verse 8, build 4, drop 16, outro 16',
  // Pieces
  ternary: 'intro 2, verse 8, verse 8, bridge 8, bridge 8, verse 8, outro 4',
  rondo: 'verse 8, chorus 8, verse 8, bridge 8, verse 8, chorus 8, outro 4',
  binary: 'verse 8, verse 8, chorus 8, chorus 8, verse 8, chorus 8, outro 2',
  arc: 'intro 8, verse 8, verse 8, build 4, chorus 16, bridge 8, build 4, chorus 16, outro 4',
  tide: 'intro 8, verse 16, chorus 8, break 8, verse 8, chorus 16, outro 8',
  stillness: 'intro 8, verse 16, interlude 8, chorus 16, break 8, verse 8, outro 8',
} as const satisfies Record<string, string>
