import { z } from 'zod'
import { aboutProgramSchema, mostIncluded, mostLicenceText } from '../domain/aboutProgram'
import { updatesSchema } from '../domain/updates'

const noInput = z.undefined()

/** The part of the contract about the program itself: how it becomes a newer one, and what it is made of. */
export const programContract = {
  'updates.state': { input: noInput, output: updatesSchema },
  /** Looks now; why that failed stands in the answer. `managed` where the policy does not let it, `conflict` where nothing can be looked at. */
  'updates.check': { input: noInput, output: updatesSchema },
  /** Ends with the download, whose way is told by `updates.changed`. */
  'updates.download': { input: noInput, output: updatesSchema },
  'updates.cancel': { input: noInput, output: updatesSchema },
  /** Asks what quitting asks; false: the person stays, or it failed, and the state says why. */
  'updates.restart': { input: noInput, output: z.strictObject({ restarting: z.boolean() }) },

  'about.program': { input: noInput, output: aboutProgramSchema },
  /** The text of the licence at this place of the list. */
  'about.licence': { input: z.strictObject({ index: z.int().min(0).max(mostIncluded) }), output: z.strictObject({ text: z.string().max(mostLicenceText) }) }
} as const
