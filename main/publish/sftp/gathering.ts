import type { Socket } from 'node:net';
import type { Sftp } from './sftp-connection.ts';

/**
 * Hands everything that is written in one turn of the event loop to the system at once. A publish asks thousands of small
 * questions, many at a time; a system call and a packet for each was most of what a first upload cost.
 */
export function gatheringWrites(socket: Socket): Socket {
  const write: Socket['write'] = socket.write.bind(socket);
  let isGathering = false;
  // The signatures of `write` differ only in which of their arguments are left out.
  socket.write = ((...written: Parameters<Socket['write']>) => {
    if (!isGathering) {
      isGathering = true;
      socket.cork();
      setImmediate(() => {
        isGathering = false;
        socket.uncork();
      });
    }
    return write(...written);
  }) as Socket['write'];
  return socket;
}

/**
 * Puts the requests of one turn of the event loop into as few packets as the channel allows. The library sends each in a packet
 * of its own, to be encrypted, padded and taken apart for itself; to the file server they are one stream of bytes (RFC 4254,
 * section 5.2). Where the library has another shape than the one this was written for, it stays as it is.
 */
export function gatherRequests(sftp: Sftp): void {
  const protocol: unknown = Reflect.get(sftp, '_protocol');
  const outgoing: unknown = Reflect.get(sftp, 'outgoing');
  if (!hasChannelData(protocol) || !isChannel(outgoing)) return;
  const send = protocol.channelData.bind(protocol);
  const { id, packetSize } = outgoing;
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = () => {
    if (bytes === 0) return;
    const [first] = waiting;
    send(id, first !== undefined && waiting.length === 1 ? first : Buffer.concat(waiting, bytes));
    waiting = [];
    bytes = 0;
  };
  protocol.channelData = (channel, data) => {
    if (channel !== id) return send(channel, data);
    if (bytes + data.byteLength > packetSize) flush();
    if (bytes === 0) setImmediate(flush);
    waiting.push(data);
    bytes += data.byteLength;
  };
}

interface ChannelSender {
  channelData: (channel: number, data: Uint8Array) => void;
}

function hasChannelData(value: unknown): value is ChannelSender {
  return (
    typeof value === 'object' && value !== null && 'channelData' in value && typeof value.channelData === 'function'
  );
}

function isChannel(value: unknown): value is { readonly id: number; readonly packetSize: number } {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('packetSize' in value)) return false;
  return typeof value.id === 'number' && typeof value.packetSize === 'number';
}
