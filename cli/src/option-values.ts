import { InvalidArgumentError, Option } from 'commander'

/** Readers of option values for commander: each refuses with a sentence that says what is allowed. */

export function decimal(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('allowed: a number')
  return value
}

export function numberBetween(low: number, high: number) {
  return (text: string): number => {
    const value = Number(text)
    if (text.trim() === '' || !(value >= low && value <= high)) {
      throw new InvalidArgumentError(`allowed: a number from ${low} to ${high}`)
    }
    return value
  }
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('allowed: a whole number')
  return Number(text)
}

export function commaList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** `1:23.5` or `83.5`, in seconds. */
export function seconds(text: string): number {
  const [, minutes, rest] = /^(?:(\d+):)?(\d+(?:\.\d+)?)$/.exec(text.trim()) ?? []
  if (rest === undefined) throw new InvalidArgumentError('allowed: seconds, or minutes:seconds such as 1:05')
  return Number(minutes ?? 0) * 60 + Number(rest)
}

const AGES = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A moment: ISO 8601, or so long ago (`30m`, `2h`, `7d`). */
export function moment(text: string): Date {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text.trim()) ?? []
  if (count !== undefined) return new Date(Date.now() - Number(count) * AGES[unit as keyof typeof AGES])
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError(
      'allowed: a time such as 2027-01-31T00:00:00Z, or an age such as 30m, 2h, 7d',
    )
  }
  return date
}

/** An option whose value is one of a few words. Help lists them unless its flags do: `<m|f>`. */
export function oneOf(flags: string, description: string, choices: readonly string[]): Option {
  if (!flags.includes(choices.join('|'))) return new Option(flags, description).choices(choices)
  return new Option(flags, description).argParser((text: string) => {
    if (!choices.includes(text)) throw new InvalidArgumentError(`allowed: ${choices.join(', ')}`)
    return text
  })
}
