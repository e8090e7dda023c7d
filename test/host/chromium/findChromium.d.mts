/** The path of a Chromium on this machine, or undefined. `GATEHOUSE_CHROMIUM` comes first. */
export function findChromium(): string | undefined
