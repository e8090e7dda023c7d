/**
 * The pages of the rail, in its order. The keys 1 to 9 and the numbers of the native menu follow it, so that each number
 * means one page wherever it is pressed. A page's name is also its path in the window.
 */
export const sectionNames = ['overview', 'security', 'members', 'keys', 'posture', 'activity', 'access', 'connections', 'settings'] as const
export type SectionName = (typeof sectionNames)[number]
