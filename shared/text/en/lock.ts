/** Locking, unlocking and showing that it is still you. */
export const lock = {}
