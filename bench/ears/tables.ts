/** Mean of each score over the rows of a group; scores that are not known in a row do not count. */
export function meansBy(
  rows: readonly { readonly group: string; readonly scores: Readonly<Record<string, number | undefined>> }[],
): Record<string, string | number>[] {
  const groups = [...new Set(rows.map(({ group }) => group))].toSorted()
  return groups.map((group) => {
    const own = rows.filter((row) => row.group === group)
    const names = [...new Set(own.flatMap(({ scores }) => Object.keys(scores)))]
    const means = names.map((name): [string, string | number] => {
      const known = own
        .map(({ scores }) => scores[name])
        .filter((value): value is number => value !== undefined && !Number.isNaN(value))
      const mean = known.reduce((sum, value) => sum + value, 0) / known.length
      return [name, known.length > 0 ? Number(mean.toFixed(3)) : '']
    })
    return { group, songs: own.length, ...Object.fromEntries(means) }
  })
}

/** The same table as HTML. */
export function htmlTable(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = (tag: string, values: readonly (string | number | undefined)[]) =>
    `<tr>${values.map((value) => `<${tag}>${escapeHtml(String(value ?? ''))}</${tag}>`).join('')}</tr>`
  return `<table>${cells('th', names)}${rows
    .map((row) =>
      cells(
        'td',
        names.map((name) => row[name]),
      ),
    )
    .join('')}</table>`
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
