import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menu as english } from '#shared/text/en/menu'
import { menu as french } from '#shared/text/fr/menu'
import { offerTextMenu, textMenuTemplate } from '../../../electron/main/window/textMenu'

const flags = { canUndo: false, canRedo: false, canCut: true, canCopy: true, canPaste: true, canDelete: true, canSelectAll: true, canEditRichly: false }
const labelled = (template: MenuItemConstructorOptions[]) => template.flatMap(({ label, enabled }) => (label === undefined ? [] : [[label, enabled]]))

describe('the menu of text', () => {
  it('is of cutting, copying, pasting and selecting in a field, each as far as it can be done', () => {
    expect(labelled(textMenuTemplate({ isEditable: true, selectionText: '', editFlags: { ...flags, canCut: false, canCopy: false } }, english))).toEqual([['Cut', false], ['Copy', false], ['Paste', true], ['Select All', true]])
    expect(labelled(textMenuTemplate({ isEditable: true, selectionText: 'x', editFlags: flags }, french)).map(([label]) => label)).toEqual(['Couper', 'Copier', 'Coller', 'Tout sélectionner'])
  })

  it('is of copying alone where text is selected that nobody types in, and none where none is', () => {
    expect(labelled(textMenuTemplate({ isEditable: false, selectionText: 'ada@example.com', editFlags: flags }, english))).toEqual([['Copy', true]])
    expect(textMenuTemplate({ isEditable: false, selectionText: ' \n', editFlags: flags }, english)).toEqual([])
  })

  it('stands where the mouse is, and by the keys where the text is', () => {
    const contents = new EventEmitter()
    const shown: unknown[] = []
    offerTextMenu(contents as never, { text: () => english, popUp: (_template, at) => shown.push(at) })
    const asked = { isEditable: true, selectionText: '', editFlags: flags, x: 40, y: 90 }
    contents.emit('context-menu', {}, { ...asked, menuSourceType: 'mouse' })
    contents.emit('context-menu', {}, { ...asked, menuSourceType: 'keyboard' })
    contents.emit('context-menu', {}, { ...asked, isEditable: false, menuSourceType: 'mouse' })
    expect(shown).toEqual([null, { x: 40, y: 90 }])
  })
})
