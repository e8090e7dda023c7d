/** The person’s own second factor and password. */
export const account = {}
