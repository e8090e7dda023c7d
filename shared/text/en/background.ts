/** Starting with the system, and the icon beside the clock. */
export const background = {
  title: 'In the background',
  what: 'what the system says',
  startAtLogin: {
    label: 'Start at login',
    hint: 'Gatehouse starts when you sign in to this computer. If the icon beside the clock is on, only the icon appears; otherwise the window opens. It does not sign anybody in to Capgo.',
    on: 'The system starts Gatehouse at login.',
    asked: 'You asked for it, and the system does not do it: it did not take it, or somebody removed it there.',
    awaitsApproval: 'macOS waits for your approval: System Settings, General, Login Items.',
    switchedOff: 'It is switched off in the system’s own settings for programs at startup. Tick it here or there to have it again.',
    elsewhere: 'The system starts another copy of Gatehouse. Tick it to have this one started instead.',
    foreign: 'Among the programs that start at login is a file gatehouse.desktop that Gatehouse did not write. It is left alone; nothing can be changed here while it is there.',
    portable: 'This copy is not installed: it runs from a place that may be gone at the next start. Install Gatehouse to have it started.',
    notInstalled: 'This copy runs from its sources, and the system cannot start it. An installed one can be started.',
    unknown: 'Whether the system starts Gatehouse is not known: it did not answer.'
  },
  tray: {
    label: 'Icon beside the clock',
    hint: 'Closing the window then leaves Gatehouse running: it locks as it does otherwise, and tells of API keys that run out. Its menu opens, locks and quits it.',
    maybe: 'Gatehouse has handed its icon over; whether your desktop shows it, it does not say. Some show none without an extension. Starting Gatehouse again always opens its window.',
    failed: 'The system did not take the icon. Closing the window quits Gatehouse, as without it.',
    where: { darwin: 'It stands in the menu bar.', win32: 'Windows may keep it behind the arrow beside the clock.' }
  },
  /** Said by main when the window is closed for the first time. */
  told: { title: 'Gatehouse goes on', body: 'Its window is closed, and it runs beside the clock. Quit it there, or change that in Settings. Starting it again opens the window.', ok: 'OK' }
}

export type BackgroundText = typeof background
