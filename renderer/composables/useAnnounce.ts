import { shallowReadonly, shallowRef } from 'vue'

export interface Announcement {
  /** Grows with each one, so that the same words twice are read out twice. */
  id: number
  words: string
}

// One window has one polite live region, whoever speaks.
const latest = shallowRef<Announcement>({ id: 0, words: '' })

/** Says something to assistive technology, without moving the focus. */
export function useAnnounce(): (words: string) => void {
  return (words) => (latest.value = { id: latest.value.id + 1, words })
}

export const latestAnnouncement = shallowReadonly(latest)
