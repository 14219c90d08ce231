const names =
  'January February March April May June July August September October November December'.split(' ')

/** One of the ways in which people write a day; a whole timestamp where `time` has one. */
export function writeDateAs(time: string, pick: <T>(list: readonly T[]) => T): string {
  const [year = '', month = '', day = ''] = time.slice(0, 10).split('-')
  const name = names[Number(month) - 1] ?? ''
  const short = name.slice(0, 3)
  const plain = String(Number(day))
  return pick([
    `${year}-${month}-${day}`,
    `${year}-${month}-${day}`,
    `${year}-${month}-${day}`,
    `${plain} ${short} ${year}`,
    `${plain} ${name} ${year}`,
    `${name} ${plain}, ${year}`,
    `${short}. ${plain}, ${year}`,
    `${short} ${plain}th, ${year}`,
    `${month}/${day}/${year}`,
    `${year}/${month}/${day}`,
    time
  ])
}
