import { join } from 'node:path'
import { Menu, nativeImage, Tray } from 'electron'
import { createTrayIcon, type TrayIcon, type TrayIconDeps } from './trayIcon'

/** @param folder where the build puts the icons that `resources/packaging/trayIcons.mjs` draws */
export function systemTray(folder: string, platform: NodeJS.Platform, deps: Pick<TrayIconDeps, 'log' | 'onOpen'>): TrayIcon {
  return createTrayIcon({
    ...deps,
    platform,
    make() {
      // “Template” in its name tells macOS that the picture is a shape, to be drawn in the menu bar's own colour.
      const name = { darwin: 'trayTemplate.png', win32: 'tray.ico' }[platform as string] ?? 'tray.png'
      const tray = new Tray(nativeImage.createFromPath(join(folder, name)))
      tray.setToolTip('Gatehouse')
      return {
        setMenu: (template) => tray.setContextMenu(Menu.buildFromTemplate(template)),
        onClick: (listener) => void tray.on('click', listener),
        destroy: () => tray.destroy()
      }
    }
  })
}
