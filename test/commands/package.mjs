// npm run package: this system's packages in dist/. Where Electron's binary cannot be had: all but Electron itself, in dist/stand-in.
import { buildApp } from './lib/buildApp.mjs'
import { findElectronBinary } from './lib/electronBinary.mjs'
import { prepareMachine } from './lib/prepareMachine.mjs'
import { inRoot } from './lib/project.mjs'

/** What one installer may weigh. */
const mostMegabytes = 110

try {
  await prepareMachine()
  await buildApp()
  const packaging = await import('../../resources/packaging/buildPackages.mjs')
  if (findElectronBinary()) {
    for (const { name, bytes } of await packaging.buildPackages()) {
      const megabytes = bytes / 1_000_000
      console.log(`${megabytes.toFixed(1).padStart(7)} MB  ${name}${megabytes > mostMegabytes ? `  more than ${String(mostMegabytes)} MB` : ''}`)
    }
  } else {
    console.log('Electron’s binary is not installed (node node_modules/electron/install.js), so nothing that starts can be packed. What is packed around it goes into dist/stand-in.')
    const { makeIcons } = await import('../../resources/packaging/makeIcons.mjs')
    await makeIcons()
    console.log(`Look at ${await packaging.packOnStandIn(inRoot('dist', 'stand-in'), { feed: process.env['GATEHOUSE_UPDATE_FEED'] })}`)
  }
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
