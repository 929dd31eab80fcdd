/** Letters without their accents: `'acordeón'` as `'acordeon'`. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
}

/** How a word sounds to somebody who does not know how it is spelt: `'regae'` and `'reggae'` are the same. */
export function soundOf(word: string): string {
  return withoutAccents(word)
    .replaceAll('ph', 'f')
    .replaceAll(/(?<=[ctr])h/g, '')
    .replaceAll('y', 'i')
    .replaceAll('z', 's')
    .replaceAll(/(.)\1+/g, '$1')
}

/** Whether one letter put in, left out, changed, or swapped with its neighbour makes one word the other. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  const [restA, restB] = [a.slice(same), b.slice(same)]
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    areSwapped(a, b)
  )
}

/** Whether two words differ in that two neighbouring letters have changed places. */
export function areSwapped(a: string, b: string): boolean {
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  return (
    a.length === b.length &&
    a[same] === b[same + 1] &&
    a[same + 1] === b[same] &&
    a.slice(same + 2) === b.slice(same + 2) &&
    a !== b
  )
}
