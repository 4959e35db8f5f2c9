/** Prints every licence among the dependencies with the packages under it. */
import { licencesIn, lockFileText } from './licences.ts'

const byLicence = Map.groupBy(licencesIn(lockFileText()), ({ licence }) => licence)
for (const [licence, packages] of [...byLicence].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
  const refused = packages.some(({ isAccepted }) => !isAccepted) ? '  NOT ACCEPTED' : ''
  console.log(`${licence || 'none stated'} (${packages.length})${refused}`)
  for (const { name, version } of packages) console.log(`  ${name} ${version}`)
}
