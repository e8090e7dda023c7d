/** How long a secret stays on the screen, in milliseconds. */
export const shownForMs = 30_000

/** While a secret is shown, the window is kept out of pictures of the screen, where the system does that. */
export interface ShownSecret {
  /** To be called before it is handed out. Answers when it ends, in milliseconds since 1970. */
  begin(): number
  end(): void
}

export interface ShownSecretDeps {
  /** The window's content protection. */
  protect(on: boolean): void
  now(): number
}

export function createShownSecret({ protect, now }: ShownSecretDeps): ShownSecret {
  let timer: NodeJS.Timeout | null = null
  const end = (): void => {
    if (timer === null) return
    clearTimeout(timer)
    timer = null
    protect(false)
  }
  return {
    begin() {
      protect(true)
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(end, shownForMs)
      return now() + shownForMs
    },
    end
  }
}
