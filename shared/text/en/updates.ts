/** How Gatehouse becomes a newer one. */
export const updates = {
  title: 'Updates',
  what: 'looking for updates',
  version: 'This version',
  from: 'Looked for at',
  looked: 'Last answer',
  never: 'None yet',
  byPackage: '{address}, as the package says',
  byPolicy: '{address}, as your administrator says',
  auto: {
    label: 'Look for updates by itself',
    hint: 'Once a day, while Gatehouse runs. Only the address above is asked, and nothing about you or your organizations goes with it. Nothing is downloaded or installed without you.'
  },
  ability: {
    source: 'This copy is run from its source, and does not update itself.',
    policy: 'Your administrator has switched updates off on this computer. Nothing is asked, and new versions come from your administrator.',
    noFeed: 'This copy does not know where to look for updates. A new version comes the way this one came.'
  },
  step: {
    unknown: 'Not looked for since Gatehouse started.',
    looking: 'Looking for a newer version…',
    upToDate: 'Gatehouse is up to date.',
    available: 'Version {version} is available.',
    downloading: 'Version {version} is being downloaded: {percent} %.',
    ready: 'Version {version} is downloaded and checked. It is installed when you restart.'
  },
  released: 'Released on {date}',
  size: '{size} MB',
  notes: 'What its publisher says',
  check: 'Look now',
  download: 'Download',
  cancel: 'Stop the download',
  restart: 'Restart to update',
  restartHint: 'Gatehouse closes, is replaced and opens again. What is unfinished asks first.',
  copyAddress: 'Copy address',
  copied: 'Address copied',
  installation: {
    package: 'It was installed as a package of your system, so it is updated like one: download the new package from here, or wait for your software sources.',
    portable: 'This is the portable program, which does not replace itself: download the new one from here and put it in the place of this one.',
    unsigned: 'This copy does not know whose signature a new version has to carry, so it does not install one by itself: download it from here.'
  },
  failed: {
    look: 'whether there is a newer version could not be found out',
    download: 'version {version} was not downloaded',
    install: 'version {version} was not installed'
  },
  nothing: 'Nothing was installed; this version goes on working.',
  problem: {
    status: 'The server refused it. Try again later, or tell who looks after the updates.',
    notFound: 'The file is not there. Tell who looks after the updates.',
    tooLarge: 'The answer is too long to be a list of versions. The address may lead to something else.',
    notYaml: 'The answer is no list of versions. The network may ask for a sign-in first, or the address may be wrong.',
    fields: 'The answer is no list of versions. The network may ask for a sign-in first, or the address may be wrong.',
    version: 'What is listed is no version that Gatehouse can compare with this one.',
    noFile: 'The newer version has no file for this system and processor.',
    address: 'It led to an address without encryption, which is not followed.',
    server: 'It led to a server that may not be asked for updates, so it was not asked. Where your administrator lists servers, updates come from those only.',
    redirects: 'The server sent the request on and on.',
    system: 'The newer version needs a newer version of your system.',
    shorter: 'The file is shorter than listed, so it was thrown away. Try again.',
    longer: 'The file is longer than listed, so it was thrown away.',
    hash: 'The file is not the one that is listed: its checksum differs, so it was thrown away. If it happens again, tell who looks after the updates.',
    signature: 'The file does not carry the publisher’s signature, so it was not taken. Tell who looks after the updates.',
    unverified: 'Whether the file carries the publisher’s signature could not be checked, so it was not taken. Windows PowerShell makes the check: tell who looks after this computer.',
    notWritable: 'The program’s file could not be replaced. Move it to a folder that you may change, or install the new version by hand.',
    notInstalled: 'The system did not take it. Install the new version by hand.'
  }
}

export type UpdatesText = typeof updates
