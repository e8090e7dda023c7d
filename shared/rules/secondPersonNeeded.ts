import type { ReviewPlace, SecondPerson } from '../domain/secondPerson'

/** Ids and hosts mean the same in capitals: a file that is written otherwise does not get past it. */
export function isSamePlace(one: ReviewPlace, other: ReviewPlace): boolean {
  return one.organizationId.toLowerCase() === other.organizationId.toLowerCase() && one.server.toLowerCase() === other.server.toLowerCase()
}

/** Whether reviews of that organization need a second person on this computer. What is not known counts as needing one. */
export function isSecondPersonNeeded({ organizations, uncertain }: SecondPerson, place: ReviewPlace): boolean {
  return organizations.find((one) => isSamePlace(one, place))?.needed ?? uncertain
}
