/** The ways in; the code belongs to the way by e-mail. */
export type SignInWay = 'demo' | 'apiKey' | 'email' | 'code'

/** The most characters that each field may hold, as the operations take them. */
export const longest = { apiKey: 500, email: 320, password: 1000, server: 300 } as const
