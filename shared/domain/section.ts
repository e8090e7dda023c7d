/**
 * The pages of the rail, in its order. The keys 1 to 9 and the numbers of the native menu follow it, so that each number
 * means one page wherever it is pressed; the settings, which come last, have the comma. A page's name is also its path in the window.
 */
export const sectionNames = ['overview', 'security', 'members', 'keys', 'reviews', 'posture', 'activity', 'access', 'connections', 'settings'] as const
export type SectionName = (typeof sectionNames)[number]

/** The number of a page, by which it is opened; null: it has another key. */
export function sectionNumber(name: SectionName): number | null {
  return name === 'settings' ? null : sectionNames.indexOf(name) + 1
}
