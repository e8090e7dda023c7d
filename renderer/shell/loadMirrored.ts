/** What only a window that runs from right to left needs: loaded there, and nowhere on the way to the first page. */
export async function loadMirrored() {
  const [{ mirrored }, { naiveMirrored }] = await Promise.all([import('#shared/text/mirrored'), import('../theme/naiveMirrored')])
  return { texts: mirrored, components: naiveMirrored }
}
