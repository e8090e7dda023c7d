import { EventEmitter } from 'node:events'
import { strict } from '../strict.mjs'

/**
 * `powerMonitor`: nobody is ever away and nothing sleeps, until a test emits an event or replaces a question, which it
 * does in the same way on Electron.
 */
export function createPowerMonitor() {
  return strict('powerMonitor', Object.assign(new EventEmitter(), {
    onBatteryPower: false,
    isOnBatteryPower: () => false,
    getSystemIdleTime: () => 0,
    getSystemIdleState(idleThreshold) {
      if (!Number.isInteger(idleThreshold) || idleThreshold <= 0) throw new TypeError('Invalid idle threshold, must be greater than 0')
      return 'active'
    },
    getCurrentThermalState: () => 'nominal'
  }))
}
