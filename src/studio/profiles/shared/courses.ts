import type { CourseBook } from '../course.js'
import type { GenreFamily } from '../profile.js'

/** Guitars, bass and drums: riffs begin alone, verses hold back, bridges fall into half-time. */
const BAND: CourseBook = {
  sections: {
    intro: ['alone trio all all', 'alone alone all all', 'drums rhythm all all', 'rhythm rhythm all all'],
    'first-verse': ['rhythm rhythm trio most', 'trio most', 'bare trio trio most', 'rhythm trio'],
    verse: ['trio most', 'most', 'trio trio most most', 'most all'],
    'pre-chorus': ['trio all', 'most all', 'most'],
    'quiet-refrain': ['bare all', 'drums all', 'alone trio all all', 'all'],
    bridge: ['bare trio trio all', 'trio/half all/half', 'alone bare trio all', 'rhythm rhythm most all'],
    break: ['drums rhythm', 'alone bare trio all', 'rhythm/half all/half', 'alone rhythm'],
    interlude: ['all', 'rhythm all', 'alone all'],
    solo: ['trio trio most all', 'rhythm rhythm trio all', 'trio/hits trio most all', 'trio most'],
    outro: ['all', 'all all most trio', 'all trio'],
  },
  stops: 0.4,
}

/** Dance floors are built layer by layer by their energies; the courses only clear the floor. */
const FLOOR: CourseBook = {
  sections: {
    break: ['alone alone bare most', 'alone bare', 'all'],
    bridge: ['bare trio', 'alone most', 'trio most'],
    solo: ['most', 'trio most'],
    'first-verse': ['rhythm trio most most', 'trio most', 'most'],
  },
  stops: 0.5,
}

/** Riddims and grooves of many hands: hands drop out and come back, and the horns wait for their turn. */
const GROOVE: CourseBook = {
  sections: {
    intro: ['rhythm rhythm trio all', 'drums rhythm trio all', 'alone trio all all', 'trio all'],
    'first-verse': ['trio trio most most', 'rhythm trio', 'bare trio trio most', 'trio most'],
    verse: ['trio most', 'most', 'most all'],
    'pre-chorus': ['most all', 'trio all'],
    'quiet-refrain': ['drums all', 'rhythm all', 'bare all'],
    bridge: ['rhythm rhythm trio all', 'bare trio most all', 'alone trio all all'],
    break: ['drums rhythm', 'drums drums rhythm trio', 'alone rhythm'],
    interlude: ['all', 'rhythm all', 'drums all'],
    solo: ['rhythm trio most all', 'trio/hits trio most all', 'trio trio most all'],
    outro: ['all', 'all all most trio', 'all rhythm'],
  },
  stops: 0.35,
}

/** Verses for words or a soloist, with room in them. */
const CLUB: CourseBook = {
  sections: {
    intro: ['alone trio', 'rhythm all', 'bare all', 'alone bare all all'],
    'first-verse': ['trio', 'rhythm trio', 'trio most', 'bare trio'],
    verse: ['most', 'trio most'],
    bridge: ['trio', 'bare most', 'rhythm trio'],
    break: ['drums rhythm', 'alone trio', 'rhythm'],
    solo: ['rhythm trio most all', 'trio/hits trio most all', 'trio trio most all', 'bare trio most all'],
    'quiet-refrain': ['trio all', 'bare all'],
    outro: ['all', 'all most trio bare'],
  },
  stops: 0.25,
}

/** Beats under rhymes: the beat drops out and in. */
const BEATS: CourseBook = {
  sections: {
    intro: ['alone alone most most', 'alone all', 'drums most'],
    'first-verse': ['trio most', 'rhythm rhythm trio most', 'trio trio most most'],
    verse: ['most', 'trio most', 'rhythm most'],
    bridge: ['bare trio', 'alone most', 'rhythm most'],
    break: ['alone rhythm', 'alone bare', 'drums most'],
    'quiet-refrain': ['alone all', 'bare all'],
    outro: ['most', 'most bare', 'all alone'],
  },
  stops: 0.45,
}

/** A tune among friends: players join one by one. */
const PARLOUR: CourseBook = {
  sections: {
    intro: ['alone most', 'bare most', 'alone'],
    'first-verse': ['bare trio', 'trio most', 'trio'],
    verse: ['most', 'all'],
    'quiet-refrain': ['bare all', 'most all'],
    bridge: ['bare most', 'trio', 'most'],
    break: ['alone bare', 'bare most'],
    solo: ['trio most', 'bare trio most all', 'most'],
    outro: ['all most', 'most bare'],
  },
  stops: 0.15,
}

/** Music that is one long breath: its energies do all there is to do. */
const BREATH: CourseBook = { sections: {}, stops: 0 }

/** Scores for an orchestra: sections of the orchestra come and go with the energies, the last bar before a climax is clear. */
const HALL: CourseBook = {
  sections: {
    break: ['bare most', 'alone bare', 'most'],
    bridge: ['bare most', 'most'],
    'quiet-refrain': ['bare all', 'most all'],
    solo: ['bare most', 'trio most'],
  },
  stops: 0.25,
}

/** Bands on the move: drums call, the trio of the form is softer, the last time through is everybody's. */
const PARADE: CourseBook = {
  sections: {
    intro: ['drums all', 'drums drums all all', 'rhythm all'],
    'first-verse': ['most', 'trio most', 'trio trio most most'],
    verse: ['most', 'trio most'],
    bridge: ['bare bare most all', 'bare most', 'trio most'],
    break: ['drums all', 'drums'],
    'quiet-refrain': ['bare all', 'drums bare all all'],
    outro: ['all'],
  },
  stops: 0.25,
}

/** What a family of genres does in the course of its sections where a profile does not say. */
export const FAMILY_COURSES: Readonly<Record<GenreFamily, CourseBook>> = {
  pop: BAND,
  rock: BAND,
  metal: BAND,
  'folk and country': PARLOUR,
  blues: CLUB,
  jazz: CLUB,
  'soul and funk': GROOVE,
  cinematic: HALL,
  latin: GROOVE,
  reggae: GROOVE,
  'house and techno': FLOOR,
  'bass music': FLOOR,
  'hip hop': BEATS,
  ambient: BREATH,
  classical: HALL,
  world: GROOVE,
}

export const COURSES = { BAND, FLOOR, GROOVE, CLUB, BEATS, PARLOUR, BREATH, HALL, PARADE }
