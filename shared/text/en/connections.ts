/** The connections and their credentials. */
export const connections = {
  title: 'Connections'
}
