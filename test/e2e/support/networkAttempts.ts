import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import type { Page } from '@playwright/test'

/** Sockets outside the app, which note every datagram and every connection that reaches them. */
export async function listenOutside(): Promise<{ udp: number; tcp: number; received: string[]; close: () => void }> {
  const received: string[] = []
  const udp = createSocket('udp4').on('message', (bytes) => received.push(`udp ${bytes.toString('latin1').includes('LEAK') ? 'with the secret' : 'knock'}`))
  const tcp = createServer((socket) => {
    received.push('tcp')
    socket.on('error', () => undefined).on('data', (bytes) => received.push(`tcp ${bytes.subarray(0, 40).toString('latin1')}`))
  })
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  const address = tcp.address()
  return {
    udp: udp.address().port,
    tcp: typeof address === 'object' && address !== null ? address.port : 0,
    received,
    close() {
      udp.close()
      tcp.close()
    }
  }
}

/** The ways out that are no requests, or that begin before one. */
export const waysOut = ['turnUdp', 'turnTcp', 'turnTls', 'stun', 'peer', 'preconnect', 'dnsPrefetch', 'prefetch', 'modulePreload'] as const

/** Runs one of them in the page, and resolves when Chromium is done with it or has had three seconds. */
export async function tryToLeave(page: Page, way: (typeof waysOut)[number], ports: { udp: number; tcp: number }): Promise<void> {
  await page.evaluate(
    async ([name, udp, tcp]) => {
      const atMost = <T>(promise: Promise<T>) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 3000))])
      const gathered = async (urls: string): Promise<void> => {
        const connection = new RTCPeerConnection({ iceServers: [{ urls, username: 'LEAK', credential: 'x' }] })
        connection.createDataChannel('x')
        const done = new Promise<void>((resolve) => {
          connection.onicegatheringstatechange = () => {
            if (connection.iceGatheringState === 'complete') resolve()
          }
        })
        await connection.setLocalDescription(await connection.createOffer())
        await atMost(done)
        connection.close()
      }
      /** A peer that claims to be at the listening sockets. */
      const peer = async (): Promise<void> => {
        const [own, other] = [new RTCPeerConnection(), new RTCPeerConnection()]
        own.createDataChannel('x')
        await own.setLocalDescription(await own.createOffer())
        await other.setRemoteDescription(own.localDescription as RTCSessionDescriptionInit)
        await other.setLocalDescription(await other.createAnswer())
        await own.setRemoteDescription(other.localDescription as RTCSessionDescriptionInit)
        for (const candidate of [`candidate:1 1 udp 2122260223 127.0.0.1 ${udp} typ host`, `candidate:2 1 tcp 1518280447 127.0.0.1 ${tcp} typ host tcptype passive`]) {
          await own.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 })
        }
        await atMost(new Promise<void>((resolve) => {
          own.oniceconnectionstatechange = () => {
            if (own.iceConnectionState === 'failed') resolve()
          }
        }))
        own.close()
        other.close()
      }
      const link = async (rel: string, host = '127.0.0.1'): Promise<void> => {
        const element = Object.assign(document.createElement('link'), { rel, href: `http://${host}:${tcp}/x.js` })
        await atMost(new Promise<void>((resolve) => {
          element.onload = element.onerror = () => resolve()
          document.head.append(element)
        }))
      }
      const ways: Record<string, () => Promise<void>> = {
        turnUdp: () => gathered(`turn:127.0.0.1:${udp}`),
        turnTcp: () => gathered(`turn:127.0.0.1:${tcp}?transport=tcp`),
        turnTls: () => gathered(`turns:127.0.0.1:${tcp}?transport=tcp`),
        stun: () => gathered(`stun:127.0.0.1:${udp}`),
        peer,
        preconnect: () => link('preconnect'),
        dnsPrefetch: () => link('dns-prefetch', 'localhost'),
        prefetch: () => link('prefetch'),
        modulePreload: () => link('modulepreload')
      }
      await ways[name]?.()
    },
    [way, ports.udp, ports.tcp] as const
  )
}
