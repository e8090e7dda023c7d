import { createJsonFile, type SetAside } from '../../storage/jsonFile'
import { nothingRemembered, rememberedSchema, type Remembered } from './connectionRecord'
import { fromVersion1 } from './recordMigration'
import { salvageConnections } from './salvageConnections'

export interface ConnectionRepository {
  read(): Promise<Remembered>
  write(remembered: Remembered): Promise<void>
}

/** @param onSetAside told when the file could not be used as it was and stands aside */
export function createConnectionRepository(path: string, onSetAside: (aside: SetAside) => void): ConnectionRepository {
  const file = createJsonFile<Remembered>({ path, version: 2, schema: rememberedSchema, migrations: { 1: fromVersion1 }, empty: () => nothingRemembered, salvage: salvageConnections, onSetAside })
  return {
    read: async () => (await file.read()).value,
    write: (remembered) => file.write(remembered)
  }
}
