/**
 * Words that the writer builds songs from, written for this project. `{kettle|heater}` offers a choice, `{thing}`
 * stands for a noun of the client's own idea.
 */
export interface ThemeMaterial {
  readonly id: string
  /** Words of an idea that point to this theme, space-separated; stems match their inflections. */
  readonly keywords: string
  /** -1 (dark) … 1 (bright). */
  readonly brightness: number
  readonly choruses: readonly ChorusMaterial[]
  /**
   * Rhymed pairs of lines, divided by ` / ` where each line stands on its own (they may be interleaved to ABAB) and by
   * ` > ` where the second continues the first.
   */
  readonly couplets: readonly string[]
  /** Four lines that belong together, the second and fourth rhyming; divided by ` / `. */
  readonly quatrains: readonly string[]
}

export interface ChorusMaterial {
  readonly title: string
  /** Four lines with the title in one of them. */
  readonly lines: readonly [string, string, string, string]
}
