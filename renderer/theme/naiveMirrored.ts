import { unstableButtonRtl } from 'naive-ui'

/** Naive UI's components that Gatehouse has, where lines run from right to left. Loaded only there. */
export const naiveMirrored = [unstableButtonRtl]
