/** What the credential may do, and why not. */
export const access = {
  title: 'Your access'
}
