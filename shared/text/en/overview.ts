/** The Overview page. */
export const overview = {
  title: 'Overview'
}
