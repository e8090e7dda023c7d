import { asAppError } from '#shared/errors/appError'
import type { Known } from '#shared/domain/organizationSecurity'

/** One look-up among several: its failure makes its fact unknown and leaves the others. */
export async function settled<T>(reading: Promise<T>): Promise<Known<T>> {
  try {
    return { known: true, value: await reading }
  } catch (thrown) {
    return { known: false, why: asAppError(thrown).data }
  }
}
