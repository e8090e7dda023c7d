import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron'
import type { MenuText } from '#shared/text/en/menu'

type Asked = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags' | 'menuSourceType' | 'x' | 'y'>

export interface TextMenuDeps {
  text(): MenuText
  /** @param at pixels of the window; null: where the mouse is */
  popUp(template: MenuItemConstructorOptions[], at: { x: number; y: number } | null): void
}

/**
 * The system's own menu of text, by the mouse or by Shift+F10: copying what is selected, and in a field all that is done with text.
 * A thing of the page that has a menu of its own, a row for one, keeps the system's away (`contextmenu`).
 */
export function offerTextMenu(contents: Pick<WebContents, 'on'>, { text, popUp }: TextMenuDeps): void {
  contents.on('context-menu', (_event, asked) => {
    const template = textMenuTemplate(asked, text())
    if (template.length > 0) popUp(template, asked.menuSourceType === 'keyboard' ? { x: asked.x, y: asked.y } : null)
  })
}

/** Empty where there is nothing to be done. Of a field for passwords nothing is copied: Chromium says so (`editFlags`). */
export function textMenuTemplate({ isEditable, selectionText, editFlags }: Pick<Asked, 'isEditable' | 'selectionText' | 'editFlags'>, text: MenuText): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = { role: 'copy', label: text.copy, enabled: editFlags.canCopy }
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy]
  return [
    { role: 'cut', label: text.cut, enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: text.paste, enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: text.selectAll, enabled: editFlags.canSelectAll }
  ]
}
