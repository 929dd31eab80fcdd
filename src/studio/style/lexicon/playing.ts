import type { FigureWish, LexiconEntry } from '../meaning.js'

const ANY_BASS = ['electric-bass', 'picked-bass', 'pluck-bass', 'sub-bass', 'upright-bass']
const ANY_PIANO = ['grand-piano', 'bright-piano', 'electric-piano', 'honky-tonk']

const PICKED: FigureWish = {
  stems: ['guitar'],
  chords: [
    'fingerpicked',
    'fingerpickedSixths',
    'travisPicking',
    'waltzFingers',
    'waltzPicked',
    'sixEightPicked',
  ],
}
const STRUMMED: FigureWish = {
  stems: ['guitar'],
  chords: ['strumFolk', 'strumPop', 'strumSlow', 'waltzStrum', 'sixEightStrum'],
}

/**
 * Ways of playing, as figures of the books that genres choose theirs from. Names as in the articles on
 * technique of Oxford Music Online, and as guitarists and bass players call them.
 */
export const PLAYING: readonly LexiconEntry[] = [
  // Guitars
  [
    'fingerpicked guitar, fingerpicking, fingerstyle, fingerpicked guitars, finger-picked guitar, fingerstyle guitar, fingerpicked acoustic guitar, fingerpicked acoustic, picked guitar, picked guitars, travis picking',
    {
      instruments: ['acoustic-guitar'],
      figures: PICKED,
    },
  ],
  [
    'fingerpicked, finger-picked, finger picked, picked',
    {
      figures: PICKED,
    },
  ],
  [
    'strumming, guitar strumming, strummed acoustic, strummed guitar, strummed guitars, strummed acoustic guitar, strummed acoustic guitars',
    {
      instruments: ['acoustic-guitar'],
      figures: STRUMMED,
    },
  ],
  [
    'strummed, strummy',
    {
      figures: STRUMMED,
    },
  ],
  [
    'power chords, powerchords',
    {
      instruments: ['distorted-guitar', 'crunch-guitar'],
      mix: { drive: 0.15 },
      figures: { stems: ['guitar'], chords: ['powerHalves', 'powerEighths', 'powerWhole'] },
    },
  ],
  [
    'palm muted guitar, palm muted guitars, palm-muted, palm mutes, palm muting, chugging, chugging guitar, chugging guitars, chugging riff, chugging riffs, chugs',
    {
      instruments: ['crunch-guitar', 'distorted-guitar'],
      figures: { stems: ['guitar'], chords: ['powerChug', 'mutedPulse', 'powerSyncopated'] },
    },
  ],
  [
    'arpeggiated guitar, arpeggiated guitars, guitar arpeggios, clean arpeggios, clean guitar arpeggios',
    {
      instruments: ['electric-guitar', 'acoustic-guitar'],
      figures: { stems: ['guitar'], chords: ['cleanArpeggio', 'arpUpDown', 'waltzFingers', 'sixEightArp'] },
    },
  ],
  [
    'funk guitar, funky guitar, funky guitars, scratchy guitar, chicken scratch, chicken scratch guitar, guitar scratches',
    {
      genreOtherwise: { funk: 1 },
      instruments: ['electric-guitar'],
      figures: { stems: ['guitar'], chords: ['funkScratch', 'funkChank', 'discoStrum'] },
    },
  ],
  [
    'skank guitar, skanking, skank, upstrokes, upstroke guitar, offbeat guitar, off-beat guitar, offbeat guitars',
    {
      genreOtherwise: { ska: 0.5, reggae: 0.5 },
      instruments: ['electric-guitar'],
      figures: { stems: ['guitar'], chords: ['skaGuitar', 'reggaeGuitar'] },
    },
  ],
  // Keyboards
  [
    'piano arpeggios, arpeggiated piano, broken chords, broken piano chords, rolling piano, flowing piano, cascading piano, rippling piano',
    {
      instruments: ANY_PIANO,
      figures: {
        stems: ['keyboard'],
        chords: ['ballad', 'arpUpDown', 'arpUp', 'arpDotted', 'waltzArpeggio', 'sixEightArp'],
      },
    },
  ],
  [
    'block chords, block piano chords, piano block chords, piano chords, chordal piano',
    {
      instruments: ANY_PIANO,
      figures: {
        stems: ['keyboard'],
        chords: ['quarters', 'halves', 'balladBlocks', 'waltzPiano', 'sixEightBlocks'],
      },
    },
  ],
  [
    'alberti bass',
    { instruments: ANY_PIANO, figures: { stems: ['keyboard'], chords: ['alberti', 'albertiFast'] } },
  ],
  [
    'stride, stride left hand',
    {
      genreOtherwise: { 'jazz-swing': 1 },
      instruments: ANY_PIANO,
      figures: { stems: ['keyboard'], chords: ['stride'] },
    },
  ],
  [
    'piano stabs, house piano, house chords, chord stabs, rave piano',
    {
      genreOtherwise: { house: 1 },
      instruments: ['bright-piano', 'grand-piano', 'fm-piano'],
      figures: { stems: ['keyboard'], chords: ['houseStabs', 'houseOffbeat', 'pushes'] },
    },
  ],
  [
    'montuno, piano montuno, montuno piano',
    {
      genreOtherwise: { salsa: 1 },
      instruments: ['grand-piano', 'bright-piano'],
      figures: { stems: ['keyboard'], chords: ['montuno'] },
    },
  ],
  // Strings
  [
    'string stabs, staccato strings, spiccato strings, spiccato, string ostinato, ostinato strings, driving strings',
    {
      instruments: ['string-section', 'tremolo-strings'],
      figures: { stems: ['strings'], chords: ['spiccato', 'ostinatoStrings'] },
    },
  ],
  // Basses
  [
    'walking bass, walking bassline, walking bass line, walking upright bass',
    {
      genreOtherwise: { 'jazz-swing': 1 },
      instruments: ['upright-bass', 'fretless-bass', 'electric-bass'],
      figures: { stems: ['bass'], bass: ['walking', 'waltzWalk'] },
    },
  ],
  [
    'octave bass, octave bassline, octave bass line, bouncing bass, bouncy bass, bouncy bassline',
    { instruments: ANY_BASS, figures: { stems: ['bass'], bass: ['octaves'] } },
  ],
  [
    'offbeat bass, off-beat bass, offbeat bassline',
    { instruments: ANY_BASS, figures: { stems: ['bass'], bass: ['offbeat'] } },
  ],
  [
    'rolling bass, rolling bassline, rolling bass line, rolling basslines',
    { instruments: ANY_BASS, figures: { stems: ['bass'], bass: ['rollingSixteenths'] } },
  ],
  [
    'driving bass, driving bassline, driving bass line, pumping bass, pulsing bass, pulsating bass, eighth-note bass, chugging bass',
    { instruments: ANY_BASS, figures: { stems: ['bass'], bass: ['drivingEighths', 'rootEighths'] } },
  ],
  [
    'pedal bass, pedal point, pedal tone, drone bass, bass drone, bass pedal',
    { instruments: ANY_BASS, figures: { stems: ['bass'], bass: ['pedal'] } },
  ],
  [
    'boogie bass, boogie bassline, boogie-woogie bass',
    {
      genreOtherwise: { blues: 1 },
      instruments: ANY_BASS,
      figures: { stems: ['bass'], bass: ['shuffleBoogie'] },
    },
  ],
  [
    'funky bass, funky bassline, funk bass, syncopated bass, syncopated bassline, groovy bass, groovy bassline',
    {
      genreOtherwise: { funk: 1 },
      instruments: ANY_BASS,
      figures: { stems: ['bass'], bass: ['funkOne', 'funkSyncopated'] },
    },
  ],
]
