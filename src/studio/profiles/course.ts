import type { SectionKind } from '../../music/score.js'

/**
 * Who of the band plays: `all`; `most` without the last colours; `trio` of drums, bass and the player who carries the
 * harmony; `rhythm` without him; `drums` with percussion; `bare` harmony and bass; `alone` the harmony. Whoever the
 * section's energy leaves out stays out.
 */
export const COMPANIES = ['all', 'most', 'trio', 'rhythm', 'drums', 'bare', 'alone'] as const
export type Company = (typeof COMPANIES)[number]

/** How they play: `half` in half-time, `double` with the drums in double-time, `hits` one stroke a bar under a soloist. */
export const MANNERS = ['plain', 'half', 'double', 'hits'] as const
export type Manner = (typeof MANNERS)[number]

/** One stretch of a course. */
export interface Stage {
  readonly company: Company
  readonly manner: Manner
}

/** A section kind; the song's first verse; the refrain right before the last one, which may step back for it. */
export type CourseKind = SectionKind | 'first-verse' | 'quiet-refrain'

/**
 * What the band does in the course of a section: stretches of equal length as `company` or `company/manner`, separated by
 * spaces (`'drums rhythm all/half all'`); takes draw from the list of their section kind, and play `all` without one.
 */
export interface CourseBook {
  readonly sections: Readonly<Partial<Record<CourseKind, readonly string[]>>>
  /** Chance that the band stops short before a louder section, so that it enters out of the silence. */
  readonly stops: number
}

/** Reads a course; throws RangeError on a slip of the pen in a profile. */
export function parseCourse(course: string): Stage[] {
  return course.split(' ').map((word) => {
    const [company, manner = 'plain'] = word.split('/') as [Company, Manner?]
    if (!COMPANIES.includes(company) || !MANNERS.includes(manner))
      throw new RangeError(`"${word}" is no stretch of a course; allowed: ${COMPANIES.join(', ')}`)
    return { company, manner }
  })
}
