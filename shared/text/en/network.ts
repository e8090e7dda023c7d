/** Proxy and certificates. */
export const network = {
  title: 'Network',
  what: 'the settings of the network',
  proxy: {
    label: 'Proxy',
    system: 'System',
    direct: 'None',
    manual: 'By hand',
    address: 'Address of the proxy',
    hint: 'Host and port, for example proxy.example:3128; with socks5:// or https:// in front for a proxy of that kind. Gatehouse cannot sign in to a proxy.',
    use: 'Use this proxy',
    noScript: 'A configuration script (PAC) of the system is not followed; where there is one, enter its proxy by hand.',
    notYet: 'Until you use an address, what was chosen before stays in force.',
    wrong: {
      notAddress: 'This is not the address of a proxy. Enter its host and port, for example proxy.example:3128.',
      noPort: 'The port is missing. Ask whoever runs the proxy; 3128 and 8080 are common.',
      withName: 'A name or password cannot be part of it: settings are kept in a file, where secrets do not belong.',
      kind: 'Gatehouse knows proxies of the kinds http, https, socks4 and socks5.'
    }
  },
  route: {
    what: 'how the server is reached',
    title: 'Way to the server',
    direct: '{host} would be reached directly.',
    proxy: '{host} would be reached through {ways}.',
    directly: 'directly',
    otherwise: '{first}, otherwise {then}',
    failed: 'How the server is reached now cannot be said.'
  },
  certificates: {
    title: 'Certificate authorities',
    sentence: 'Servers are trusted by the authorities of the system and those that come with Gatehouse. If your organization runs an authority of its own, add its certificate (a PEM or DER file). A server that none of them vouches for is never asked anything; nor can Gatehouse see that a certificate was revoked.',
    what: 'the added certificates',
    none: 'None was added.',
    add: 'Add a certificate…',
    adding: 'adding a certificate',
    added: '{count} certificate added | {count} certificates added',
    nothingNew: 'What is in the file was added before.',
    issuedBy: 'Issued by {issuer}',
    selfIssued: 'Issued by itself',
    validTo: 'Valid until {date}',
    expired: 'Expired on {date}',
    fingerprint: 'SHA-256 {fingerprint}',
    remove: 'Remove…',
    removeOne: 'Remove {subject}…'
  },
  removal: {
    title: 'Remove {subject}?',
    effect: 'Servers for which only this authority vouches are not asked anything any more, from the next request on.',
    undo: 'To trust it again, add its file again.',
    confirm: 'Remove the certificate',
    what: 'removing the certificate',
    done: 'Certificate removed'
  },
  /** What is wrong with a chosen file; the state is the same each time. */
  problem: {
    heading: 'Nothing was added',
    tooLarge: 'The file is too large for certificates. Choose one that holds the certificate of the authority and little else.',
    unreadable: 'The file is neither a PEM nor a DER certificate, or a part of it is missing. Export the certificate again, as PEM (Base-64).',
    notAuthority: '“{subject}” is not a certificate authority: it belongs to a server or a person. Choose the certificate of the authority that issued it.',
    expired: '“{subject}” has expired. Ask whoever runs the authority for the current one.',
    notYetValid: '“{subject}” is not valid yet. Check this computer’s clock, or wait until it is.',
    issuerMissing: '“{subject}” was issued by another authority that is not in the file. Choose a file that holds the root certificate too, or add that one first.',
    weakKey: '“{subject}” has a key so short that somebody could forge what it signs. Ask whoever runs the authority for a stronger one.',
    tooMany: 'So many certificates are kept already that no more fit. Remove some that are not needed.'
  },
  dialog: { kind: 'Certificates', anyFile: 'All files' }
}
