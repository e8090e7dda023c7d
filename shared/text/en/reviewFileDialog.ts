/** The system's dialog that asks for a review file. */
export const reviewFileDialog = { kind: 'Review files', anyFile: 'All files' }
