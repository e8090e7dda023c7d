/** The person’s own second factor and password. */
export const account = {
  title: 'Your own 2FA',
  enrol: {
    title: 'Turn on 2FA'
  },
  prove: {
    title: 'Check your password for {name}'
  }
}
