import type { RefusalReason } from '../contract/publish.ts';

/** What the author reads when a place refuses a publish: what happened, why, what to do. */
export const targetRefused: Readonly<Record<RefusalReason, (target: string) => string>> = {
  'not-ours': (target) =>
    `“${target}” holds files that Offprint did not put there, so nothing was sent. Choose an empty place, or let Offprint take this one over.`,
  'contains-source': (target) =>
    `“${target}” contains this blog’s own files, so nothing was sent. Choose a folder outside the blog.`,
  unreachable: (target) => `“${target}” did not answer. Check the connection, then publish again.`,
  'not-allowed': (target) => `“${target}” does not let you write there. Check whose account it is and what it may do.`,
  'not-supported': (target) => `“${target}” cannot be published to from here.`,
  moved: (target) =>
    `“${target}” was changed from another place since the last time, so nothing was sent. Look at what changed there, then publish again.`,
  'verify-failed': (target) =>
    `What was sent to “${target}” did not read back as it should, so it is not called published. Publish again.`,
  shrinks: (target) =>
    `Pages would vanish from “${target}” although nobody took them back, so nothing was sent. Look at the list, then publish again.`,
  'no-network': (target) => `There is no network, so “${target}” cannot be reached. It is sent by itself later.`,
  'name-unknown': (target) =>
    `The name of the server of “${target}” is not known. Check its spelling, or the network connection.`,
  proxy: (target) => `The proxy on the way to “${target}” refused. Check the system’s proxy settings.`,
  tls: (target) =>
    `The server of “${target}” could not prove who it is, so nothing was sent. Check its address and this computer’s clock.`,
  'secret-missing': (target) => `“${target}” needs a password or token. Enter it once.`,
  'secret-refused': (target) =>
    `“${target}” does not accept the name, password or token; it may have expired. Enter a new one.`,
  'scope-missing': (target) =>
    `The token for “${target}” may not write there. Make a new one that may change the contents.`,
  'host-key-unknown': (target) =>
    `The server of “${target}” is new to Offprint. Compare its fingerprint with the one your host shows, then trust it.`,
  'host-key-changed': (target) =>
    `The server of “${target}” shows another key than before, so nothing was sent. Ask your host whether it was replaced.`,
  'branch-protected': (target) =>
    `The branch of “${target}” is protected against pushes. Choose another branch, or allow pushes in the host’s settings.`,
  'branch-missing': (target) => `The branch or repository of “${target}” does not exist. Check its address.`,
  quota: (target) => `“${target}” is full. Make room there, then publish again.`,
  'file-too-large': (target) => `“${target}” does not take a file this large. Make it smaller, or keep it elsewhere.`,
  'rate-limited': (target) => `“${target}” asks to wait before sending more. It is sent by itself later.`,
  'read-only': (target) => `“${target}” can only be read at the moment. Try again when its host allows changes.`,
  'wrong-path': (target) => `The folder of “${target}” is not there or is no folder. Check the path.`,
  'settings-incomplete': (target) => `The settings of “${target}” are incomplete. Fill in what is missing.`,
  interrupted: (target) => `Sending to “${target}” was interrupted. The site there is whole; it is finished by itself.`,
  cancelled: (target) => `Sending to “${target}” was stopped. The site there is whole; publish again to finish.`,
};
