/**
 * The password of every person of the demo organization, in parts: the page puts them together only where the demo tells it,
 * so that a password found in its memory is never this one by chance.
 */
export const demoPasswordParts = ['Harbor', 'Lantern', '42'] as const

export const demoPassword = (): string => demoPasswordParts.join('-')
