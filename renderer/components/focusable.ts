/** What a component exposes that can be given the focus. */
export interface Focusable {
  focus: () => void
}
