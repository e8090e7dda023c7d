import { expect, it } from 'vitest'
import { withoutHome } from '../../../../electron/main/services/diagnostics/withoutPeople'

it.each([
  ['/home/al', '/home/al/notes and "/home/al"', '~/notes and "~"'],
  ['/home/al', 'It is in /home/al. Then it is not.', 'It is in ~. Then it is not.'],
  ['/home/al', 'file:///home/al/notes', 'file://~/notes'],
  ['/home/al', '/home/alice/notes, /home/al.old, /mnt/home/al/notes', '/home/alice/notes, /home/al.old, /mnt/home/al/notes'],
  ['/home/al/', '/home/al/notes', '~/notes'],
  ['/home/j. müller', 'file:///home/j.%20m%C3%BCller/notes', 'file://~/notes'],
  [String.raw`C:\Users\al`, String.raw`C:\Users\al\notes, c:/users/AL/notes, "C:\\Users\\al\\notes", C:\Users\alice`, String.raw`~\notes, ~/notes, "~\\notes", C:\Users\alice`],
  ['/', '/etc/hosts', '/etc/hosts'],
  ['', '/etc/hosts', '/etc/hosts']
])('takes the folder %s away where it ends there: %s', (home, text, without) => {
  expect(withoutHome(text, home)).toBe(without)
})
