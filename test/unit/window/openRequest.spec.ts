import { describe, expect, it } from 'vitest'
import { openRequestIn, openRequestOf } from '../../../electron/main/window/openRequest'

describe('what the system asks to open', () => {
  it.each([
    ['/home/me/March.gatehouse-review', { kind: 'file', path: '/home/me/March.gatehouse-review' }],
    ['March 2027.GATEHOUSE-REVIEW', { kind: 'file', path: '/folder/March 2027.GATEHOUSE-REVIEW' }],
    ['file:///home/me/March%202027.gatehouse-review', { kind: 'file', path: '/home/me/March 2027.gatehouse-review' }],
    ['FILE://localhost/home/me/March.gatehouse-review', { kind: 'file', path: '/home/me/March.gatehouse-review' }],
    ['10:30.gatehouse-review', { kind: 'file', path: '/folder/10:30.gatehouse-review' }],
    ['gatehouse://open/reviews', { kind: 'page', section: 'reviews' }],
    ['gatehouse://open/security/', { kind: 'page', section: 'security' }]
  ])('is %s', (argument, request) => expect(openRequestOf(argument, '/folder')).toEqual(request))

  it.each([
    'gatehouse://open/nowhere',
    'gatehouse://open/security?enforce=1',
    'gatehouse://open/security#x',
    'gatehouse://delete/security',
    'gatehouse://open/../security',
    'gatehouse://evil.example/security',
    'gatehouse:/../home/me/Downloads/planted.gatehouse-review',
    'gatehouse://open/../../home/me/planted.gatehouse-review',
    'gatehouse:planted.gatehouse-review',
    ' GateHouse:/../planted.gatehouse-review',
    'https:/../home/me/planted.gatehouse-review',
    'https://open/security',
    'file://evil.example/share/x.gatehouse-review',
    'file:///home/me%2Fx.gatehouse-review',
    'file:///a%00.gatehouse-review',
    'file:///a%.gatehouse-review',
    'file:///a.gatehouse-review?x=.png',
    'file:///etc/passwd',
    '--user-data-dir=/x.gatehouse-review',
    'a\u0000.gatehouse-review',
    '/etc/passwd',
    ''
  ])('is nothing in %s', (argument) => expect(openRequestOf(argument, '/folder')).toBeNull())

  it('is the last of a command line, and not the program itself', () => {
    expect(openRequestIn(['/opt/x.gatehouse-review', '--flag'], '/folder')).toBeNull()
    expect(openRequestIn(['gatehouse', '--flag', 'a.gatehouse-review', 'b.gatehouse-review', '.'], '/folder')).toEqual({ kind: 'file', path: '/folder/b.gatehouse-review' })
  })
})
