import { EventEmitter } from 'node:events'
import { strict } from '../strict.mjs'

/** `Tray`: recorded, not drawn; tests press it by its event `click`, and the items of its menu. A destroyed one takes nothing, as Electron's. */
export function createTrayClass(core) {
  class Tray extends EventEmitter {
    menu = null
    toolTip = ''
    constructor(image) {
      super()
      if (!core.isReady()) throw new Error('Cannot create Tray before app is ready')
      if (image === undefined) throw new TypeError('Error processing argument at index 0, conversion failure from undefined')
      this.image = image
      this.gone = false
      const guarded = strict('Tray', this)
      core.record.trays.push(guarded)
      return guarded
    }
    need() {
      if (this.gone) throw new TypeError('Object has been destroyed')
    }
    isDestroyed() {
      return this.gone
    }
    destroy() {
      this.gone = true
      core.record.trays = core.record.trays.filter((one) => one.isDestroyed() === false)
    }
    setToolTip(text) {
      this.need()
      this.toolTip = text
    }
    setContextMenu(menu) {
      this.need()
      this.menu = menu
    }
    setImage(image) {
      this.need()
      this.image = image
    }
    setPressedImage() {
      this.need()
    }
    popUpContextMenu(menu = this.menu) {
      this.need()
      core.record.popupMenus.push({ menu, options: {} })
    }
  }
  return strict('Tray', Tray)
}
