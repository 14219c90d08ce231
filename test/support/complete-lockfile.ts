import { readFileSync, writeFileSync } from 'node:fs'

/*
 * npm leaves a platform package out of the lockfile when the registry in use does not carry it, and
 * `npm ci` then refuses the lockfile on every platform. This adds what is left out, as far as its
 * name tells: version, os, cpu and libc, without integrity. Run after every change of dependencies:
 *
 *   node_modules/.bin/node test/support/complete-lockfile.ts
 */
interface LockedPackage {
  version?: string
  optionalDependencies?: Record<string, string>
  [member: string]: unknown
}
interface Lockfile {
  packages: Record<string, LockedPackage>
}

export const lockfileUrl = new URL('../../package-lock.json', import.meta.url)

export const readLockfile = (): Lockfile =>
  JSON.parse(readFileSync(lockfileUrl, 'utf8')) as Lockfile

/** Optional packages that are named in the lockfile and do not stand in it. */
export function missingPackages({ packages }: Lockfile): readonly (readonly [string, string])[] {
  return Object.entries(packages).flatMap(([owner, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).filter(
      ([name]) =>
        packages[`node_modules/${name}`] === undefined &&
        packages[`${owner}/node_modules/${name}`] === undefined
    )
  )
}

function entryOf(name: string, version: string): LockedPackage {
  const [os = '', cpu = '', abi = ''] = (name.split('/')[1] ?? '')
    .replace('binding-', '')
    .split('-')
  const libc = abi.startsWith('musl')
    ? 'musl'
    : os === 'linux' && abi.startsWith('gnu')
      ? 'glibc'
      : ''
  return {
    version: version.replace(/^[~^]/, ''),
    cpu: [cpu],
    dev: true,
    ...(libc === '' ? {} : { libc: [libc] }),
    optional: true,
    os: [os]
  }
}

if (import.meta.main) {
  const lockfile = readLockfile()
  for (const [name, version] of missingPackages(lockfile)) {
    lockfile.packages[`node_modules/${name}`] = entryOf(name, version)
  }
  const sorted = Object.entries(lockfile.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  const text = JSON.stringify({ ...lockfile, packages: Object.fromEntries(sorted) }, null, 2)
  writeFileSync(lockfileUrl, `${text}\n`)
}
