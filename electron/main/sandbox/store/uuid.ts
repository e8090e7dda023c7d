const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether PostgreSQL would take this text for a UUID (of any version). */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}
