/**
 * Loaded into a program under test with `node --import`: refuses every connection and every name outside this machine and
 * writes it to the file named by OFFPRINT_NETWORK_LOG, so that a test can assert that nothing was asked for. Names in
 * OFFPRINT_NETWORK_NAMES (`{"blog.example": {"address": "93.184.216.34", "port": 8080}}`) are known: they have that address,
 * and where a port is given a server on this machine answers for it.
 */

import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const log = process.env.OFFPRINT_NETWORK_LOG;
const names = JSON.parse(process.env.OFFPRINT_NETWORK_NAMES ?? '{}');
const isLocal = (host) => host === undefined || host === 'localhost' || host === '::1' || /^127\./.test(host);

function refuse(what) {
  if (log !== undefined) appendFileSync(log, `${what}\n`);
  return Object.assign(new Error(`The test blocks the network: ${what}`), { code: 'ENETUNREACH' });
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function blockedConnect(...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof first === 'object' && first !== null ? first.host : args[1];
  const port = Object.hasOwn(names, host ?? '') ? names[host].port : undefined;
  if (port !== undefined) return connect.call(this, { host: '127.0.0.1', port });
  const isPath = typeof first === 'object' && first !== null && first.path !== undefined;
  if (!isPath && typeof host === 'string' && !isLocal(host)) {
    const error = refuse(`connect ${host}`);
    queueMicrotask(() => this.destroy(error));
    return this;
  }
  return connect.apply(this, args);
};

for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const original = dns[name];
  dns[name] = (host, ...rest) => {
    if (isLocal(host)) return original(host, ...rest);
    rest.at(-1)(refuse(`${name} ${host}`));
  };
  const promised = dns.promises[name];
  dns.promises[name] = async (host, ...rest) => {
    if (name === 'lookup' && Object.hasOwn(names, host)) return [{ address: names[host].address, family: 4 }];
    if (isLocal(host)) return promised(host, ...rest);
    throw refuse(`${name} ${host}`);
  };
}

const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function blockedSend(...args) {
  const address = args.find((part, index) => index > 0 && typeof part === 'string');
  if (address === undefined || isLocal(address)) return send.apply(this, args);
  const error = refuse(`send ${address}`);
  queueMicrotask(() => this.emit('error', error));
};
syncBuiltinESMExports();
