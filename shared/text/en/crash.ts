/** After the window had to be loaded again. */
export const crash = {
  notice: 'The window ended unexpectedly at {time} and was loaded again. Drafts, and secrets that wait for you, are kept; what else was typed is gone. Changes that were under way went on: look at Activity before you repeat one.',
  report: 'Make a report…',
  dismiss: 'Dismiss'
}
